import type { SlipAnswerOnWire, SlipDetail } from "@diaodu/contracts";
import { RUNG_NAMES } from "@diaodu/domain";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Empty } from "antd";
import { useEffect } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/api.ts";
import { Refused } from "../../../api/problem.ts";
import { INBOX_KEY } from "../../../api/office-live.ts";
import { SLIP_KEY, slipQuery } from "../../../api/slips.ts";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";
import { fullDayLabel } from "../../../ui/city-date.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { StateMark } from "../StateMark.tsx";
import { AnswerForm } from "./AnswerForm.tsx";
import { SlipDeliveries } from "./SlipDeliveries.tsx";
import { SlipHistory } from "./SlipHistory.tsx";
import { SlipLadder } from "./SlipLadder.tsx";
import { SlipSteps } from "./SlipSteps.tsx";
import { slipStanding } from "./slip-words.ts";

/** One slip: the paper, what can be done now, and everything that happened. */
export function SlipSheet({ id }: { id: string }) {
  const api = useApi();
  const client = useQueryClient();
  const detail = useQuery(slipQuery(api, id));
  const unread = detail.data?.slip.steps.includes("read") === true ? detail.data.slip : null;
  const version = unread?.version ?? null;
  // Whoever of the owing unit opens the slip has read it.
  useEffect(() => {
    if (version === null) return;
    const path = `/slips/${encodeURIComponent(id)}/steps`;
    const read = async () => {
      // Somebody else of the unit was faster, or the line is cut: it is asked again by itself.
      await api.send<SlipAnswerOnWire>("POST", path, { version, event: "read" }).catch(() => null);
      await client.invalidateQueries({ queryKey: SLIP_KEY });
      await client.invalidateQueries({ queryKey: INBOX_KEY });
    };
    void read();
  }, [api, client, id, version]);
  return (
    <>
      <p className="slip-back">
        <Link href="/slips">{words.back}</Link>
      </p>
      {detail.error instanceof Refused && detail.error.status === 404 ? (
        <Empty description={words.gone} />
      ) : detail.data !== undefined ? (
        <Detail detail={detail.data} />
      ) : detail.isError ? (
        <Failed error={detail.error} retry={() => void detail.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Detail({ detail }: { detail: SlipDetail }) {
  const { slip } = detail;
  return (
    <div className="slip">
      <Paper detail={detail} />
      <div className="slip-aside">
        <section>
          <p>
            <StateMark {...slipStanding(slip)} />
          </p>
          <SlipSteps slip={slip} />
          {slip.steps.includes("answer") ? <AnswerForm slip={slip} /> : null}
        </section>
        <SlipLadder detail={detail} />
        <section>
          <h3>{words.history}</h3>
          <SlipHistory slip={slip.id} steps={detail.history} />
        </section>
        {detail.deliveries === null ? null : (
          <SlipDeliveries slip={slip} deliveries={detail.deliveries} />
        )}
      </div>
    </div>
  );
}

/** The sheet as it would lie on a desk. */
function Paper({ detail: { slip, paper } }: { detail: SlipDetail }) {
  return (
    <article className={`slip-paper rung-${slip.rung}`}>
      {paper.redHead === null ? null : <p className="slip-head">{paper.redHead}</p>}
      <h2>{RUNG_NAMES[slip.rung]}</h2>
      <p className="slip-number">
        {slip.number} {slip.simulated ? <Simulated /> : null}
      </p>
      <p>{words.paper.to(slip.unitName)}</p>
      <p className="slip-title">{slip.title.replace(/^[^：]*：/u, "")}。</p>
      <h3>{words.paper.why}</h3>
      <dl>
        {slip.reasons.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{words.paper.demand(RUNG_NAMES[slip.rung], fullDayLabel(slip.answerBy))}</p>
      {slip.item === null ? null : (
        <p>
          <Link href={`/items?item=${encodeURIComponent(slip.item)}`}>{words.paper.item}</Link>
        </p>
      )}
      <footer>
        <p>{paper.signed}</p>
        <p>{fullDayLabel(slip.issuedOn)}</p>
        <p className="dim">
          {slip.issuedBy === null ? words.system : words.byHand(slip.issuedBy.name)}
        </p>
      </footer>
    </article>
  );
}
