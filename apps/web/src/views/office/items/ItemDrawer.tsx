import type { ItemDetail } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Drawer, Empty } from "antd";
import { useApi } from "../../../api/api.ts";
import { itemQuery } from "../../../api/items.ts";
import { Refused } from "../../../api/problem.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { roundWords } from "../../../ui/round-words.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { StateMark } from "../StateMark.tsx";
import { sourceWords, standingOf } from "../../../features/item/item-words.ts";
import { ItemHistory } from "./ItemHistory.tsx";
import { ItemMovement } from "./ItemMovement.tsx";
import { ItemResponsibility } from "./ItemResponsibility.tsx";
import { ItemSteps } from "./ItemSteps.tsx";
import { PendingRequests } from "./PendingRequests.tsx";

const words = itemWords.drawer;

/** One item: how it stands, what can be done now, and everything that happened. */
export function ItemDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  return (
    <Drawer open={id !== null} size={680} title={itemWords.section} onClose={onClose}>
      {id === null ? null : <OneItem key={id} id={id} />}
    </Drawer>
  );
}

function OneItem({ id }: { id: string }) {
  const detail = useQuery(itemQuery(useApi(), id));
  // What was taken away from the reader is not shown on, whatever is kept of it.
  if (detail.error instanceof Refused && detail.error.status === 404) {
    return <Empty description={words.gone} />;
  }
  if (detail.data !== undefined) return <Detail detail={detail.data} />;
  if (detail.isError) return <Failed error={detail.error} retry={() => void detail.refetch()} />;
  return <Loading />;
}

function Detail({ detail }: { detail: ItemDetail }) {
  const { item } = detail;
  return (
    <article className="item">
      <h3>
        {item.title} {item.simulated ? <Simulated /> : null}
      </h3>
      <p>
        <StateMark {...standingOf(item)} />
        {item.reopened === 0 ? null : (
          <span className="dim"> · {itemWords.reopened(item.reopened)}</span>
        )}
      </p>
      <ItemSteps item={item} />
      <PendingRequests item={item} />
      <section>
        <h4>{words.problem}</h4>
        <p className="item-problem">{item.problem}</p>
        <p className="dim">
          {sourceWords(item)} · {roundWords(item.round)} · {item.regionName}
          {item.indicatorName === null ? "" : ` · ${item.indicatorName}`}
        </p>
      </section>
      <ItemResponsibility item={item} />
      {detail.movement === null ? null : <ItemMovement movement={detail.movement} />}
      <section>
        <h4>{words.history}</h4>
        <ItemHistory item={item.id} steps={detail.history} />
      </section>
    </article>
  );
}
