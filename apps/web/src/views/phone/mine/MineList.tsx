import type { Item, Me, SlipOnWire } from "@diaodu/contracts";
import { RUNG_NAMES } from "@diaodu/domain/slip/slip";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { itemsQuery } from "../../../api/items.ts";
import { offers } from "../../../api/me.ts";
import { slipsQuery } from "../../../api/slips.ts";
import { standingOf } from "../../../features/item/item-words.ts";
import { zhMine as words } from "../../../strings/zh-CN-mine.ts";
import { dayLabel } from "../../../ui/city-date.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { StatusWords } from "../../../ui/StatusWords.tsx";
import { InboxList } from "./InboxList.tsx";
import { usePhoneApi } from "./phone-api.ts";
import { NotRead } from "./NotRead.tsx";

/** Steps that decide what somebody else asked for. */
const JUDGING: readonly Item["steps"][number][] = ["close", "grant_extension"];

/** One sentence, then what waits for this person, the late first. */
export function MineList({ me }: { me: Me }) {
  const api = usePhoneApi();
  const enabled = offers(me, "cycle.read");
  const items = useQuery({ ...itemsQuery(api, { mine: "1", state: "open" }), enabled, retry: 1 });
  const slips = useQuery({ ...slipsQuery(api, { state: "open" }), enabled, retry: 1 });
  const all = items.data?.items ?? [];
  const judge = all.filter(({ steps }) => JUDGING.some((step) => steps.includes(step)));
  const others = all.filter((item) => !judge.includes(item));
  const owed = (slips.data?.slips ?? []).filter(({ steps }) => steps.includes("answer"));
  const failed = [items, slips].find(({ isError, data }) => isError && data === undefined);
  const waits = enabled && failed === undefined && (items.isPending || slips.isPending);
  return (
    <>
      <h1 className="mine-head">
        {waits ? words.loading : sentence({ all, judge: judge.length, owed: owed.length })}
      </h1>
      <p className="dim">{me.account?.name}</p>
      {failed === undefined ? null : <NotRead again={() => void failed.refetch()} />}
      <ItemSection title={words.judge} items={judge} />
      <SlipSection slips={owed} />
      <ItemSection title={words.items} items={others} />
      <InboxList />
    </>
  );
}

function sentence(o: { all: readonly Item[]; judge: number; owed: number }): string {
  const late = o.all.filter(({ overdueDays }) => overdueDays > 0).length;
  const parts = [
    ...(late > 0 ? [words.overdue(late)] : []),
    ...(o.all.length > 0 ? [words.open(o.all.length)] : []),
    ...(o.judge > 0 ? [words.toJudge(o.judge)] : []),
    ...(o.owed > 0 ? [words.toAnswer(o.owed)] : []),
  ];
  return parts.length === 0 ? words.nothing : parts.join(words.join);
}

function ItemSection({ title, items }: { title: string; items: readonly Item[] }) {
  if (items.length === 0) return null;
  return (
    <section className="facts-section">
      <h2>{title}</h2>
      <ul className="mine-list">
        {items.map((item) => (
          <li key={item.id}>
            <Link href={`/mine/item/${item.id}`}>
              <b>{item.title}</b>
              <StatusWords {...standingOf(item)} />
              <span className="dim">
                {[item.unitName, item.leader?.name, words.due(dayLabel(item.dueOn))]
                  .filter(Boolean)
                  .join(" · ")}{" "}
                {item.simulated ? <Simulated /> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SlipSection({ slips }: { slips: readonly SlipOnWire[] }) {
  if (slips.length === 0) return null;
  return (
    <section className="facts-section">
      <h2>{words.slips}</h2>
      <ul className="mine-list">
        {slips.map((slip) => (
          <li key={slip.id}>
            <Link href={`/mine/slip/${slip.id}`}>
              <b>{slip.title}</b>
              <StatusWords
                light={slip.overdueDays > 0 ? "behind" : "none"}
                words={
                  slip.overdueDays > 0
                    ? words.answerLate(slip.overdueDays)
                    : words.answerBy(dayLabel(slip.answerBy))
                }
              />
              <span className="dim">
                {RUNG_NAMES[slip.rung]} {slip.number} · {slip.unitName}{" "}
                {slip.simulated ? <Simulated /> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
