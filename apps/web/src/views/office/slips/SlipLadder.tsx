import type { SlipDetail } from "@diaodu/contracts";
import { SLIP_STATE_NAMES } from "@diaodu/domain";
import { Link } from "wouter";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";
import { RungTag } from "./SlipTable.tsx";

/** The slips of this run of trouble, and what the ladder has in store. */
export function SlipLadder({ detail: { slip, ladder, next } }: { detail: SlipDetail }) {
  const open = slip.state !== "settled" && slip.state !== "withdrawn";
  return (
    <section>
      <h3>{words.ladder}</h3>
      <ol className="slip-ladder">
        {ladder.map(({ id, number, rung, state, issuedOn, answerBy }) => (
          <li key={id} aria-current={id === slip.id ? "step" : undefined}>
            <RungTag rung={rung} />{" "}
            {id === slip.id ? <b>{number}</b> : <Link href={`/slips/${id}`}>{number}</Link>}{" "}
            <span className="dim">
              {issuedOn} {words.columns.issuedOn} · {answerBy} {words.columns.answerBy} ·{" "}
              {SLIP_STATE_NAMES[state]}
            </span>
          </li>
        ))}
      </ol>
      {next !== null ? (
        <p>
          <span className="dim">{words.next}：</span>
          {next.words}
          <span className="dim">（{next.rule}）</span>
        </p>
      ) : open && slip.subject !== "unit" ? (
        <p className="dim">{words.noNext}</p>
      ) : null}
    </section>
  );
}
