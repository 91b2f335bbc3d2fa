import type { Board, ItemAnswer, ItemProposal, Me, NewItem, Tile } from "@diaodu/contracts";
import { ITEM_STATE_NAMES } from "@diaodu/domain/item/item-life";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { readProposal } from "../../api/items.ts";
import { offers } from "../../api/me.ts";
import { CYCLE_KEY } from "../../api/office-live.ts";
import { wordsOf } from "../../api/problem.ts";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { useBusinessClock } from "../../realtime/business-clock.ts";
import { itemWords } from "../../strings/zh-CN-items.ts";
import { zhMine as words } from "../../strings/zh-CN-mine.ts";
import { dayLabel, daysBetween } from "../../ui/city-date.ts";
import { Simulated } from "../../ui/Simulated.tsx";
import { usePhoneApi, useSignedIn } from "./mine/phone-api.ts";

const partOf = (board: Board) => board.dispatch;

/** Open items of the indicator with owner and deadline, and the one tap that gives its light out. */
export function TileItems({ tile }: { tile: Tile }) {
  const part = useBoardPart(partOf);
  const clock = useBusinessClock();
  const me = useSignedIn() ?? null;
  if (part === null) return null;
  const items = part.items.list.filter(
    ({ indicator, region }) => indicator === tile.indicator && region === tile.region.code,
  );
  const lit = tile.light.light === "behind" || tile.light.light === "slow";
  const reads = me !== null && offers(me, "cycle.read");
  if (items.length === 0 && !lit) return null;
  return (
    <section className="facts-section mine">
      <h2>{words.tileItems}</h2>
      {items.length === 0 ? <p className="dim">{words.tileNoItems}</p> : null}
      <ul className="mine-list">
        {items.map((item) => {
          const late = daysBetween(item.dueOn, clock.date);
          const line = (
            <>
              <b>{item.title}</b>
              <span className={late > 0 ? "overdue" : ""}>
                {ITEM_STATE_NAMES[item.state]} ·{" "}
                {late > 0 ? itemWords.overdue(late) : words.due(dayLabel(item.dueOn))}
              </span>
              <span className="dim">
                {[item.unitName, item.leader].filter((name) => name !== null).join(" · ")}{" "}
                {item.simulated ? <Simulated /> : null}
              </span>
            </>
          );
          return (
            <li key={item.id}>
              {reads ? <Link href={`/mine/item/${item.id}`}>{line}</Link> : <div>{line}</div>}
            </li>
          );
        })}
      </ul>
      {lit && me !== null && offers(me, "item.raise") ? <RaiseButton tile={tile} me={me} /> : null}
    </section>
  );
}

/** Says to whom and until when before it is pressed; gone once the light is given out. */
function RaiseButton({ tile, me }: { tile: Tile; me: Me }) {
  const api = usePhoneApi();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [raised, setRaised] = useState<string | null>(null);
  const { indicator, region } = tile;
  const { data: proposal } = useQuery({
    queryKey: [...CYCLE_KEY, "item", "proposal", tile.key, tile.seq, me.account?.id],
    queryFn: () => readProposal(api, indicator, region.code),
    retry: 1,
  });
  const press = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const body: NewItem = { from: { indicator, region: region.code } };
      const { item } = await api.send<ItemAnswer>("POST", "/items", body);
      setRaised(item.id);
    } catch (error) {
      setProblem(wordsOf(error, words.unreachable));
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: CYCLE_KEY });
    }
  };
  if (raised !== null) {
    return (
      <p className="mine-done" role="status">
        {words.raised}{" "}
        <Link className="text-button" href={`/mine/item/${raised}`}>
          {itemWords.form.openStanding}
        </Link>
      </p>
    );
  }
  if (proposal === undefined || proposal.standing !== null) return null;
  if (proposal.unit === null) return <p className="dim">{words.raiseNoUnit}</p>;
  return (
    <div className="mine-steps">
      <button
        type="button"
        className="mine-button is-main"
        disabled={busy}
        onClick={() => void press()}
      >
        {words.raise(ownerOf(proposal), dayLabel(proposal.dueOn))}
      </button>
      {problem === null ? null : (
        <p className="mine-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function ownerOf({ unitName, unit }: ItemProposal): string {
  return unitName ?? unit ?? "";
}
