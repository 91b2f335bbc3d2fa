import type { RoundDetail } from "@diaodu/contracts";
import { RUNG_NAMES } from "@diaodu/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { roundQuery } from "../../../api/rounds.ts";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { RaiseDialog } from "../items/RaiseDialog.tsx";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { Findings } from "./Findings.tsx";
import { RemainingTable } from "./RemainingTable.tsx";
import { RoundState } from "./RoundState.tsx";
import { complete, unitRows } from "./unit-row.ts";
import { UnitTable } from "./UnitTable.tsx";

/** One round: what it found, what it issued, who had reported. */
export function RoundSheet({ code }: { code: string }) {
  const found = useQuery(roundQuery(useApi(), code));
  if (found.data !== undefined) return <Sheet detail={found.data} />;
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />;
  return <Loading />;
}

function Sheet({ detail }: { detail: RoundDetail }) {
  const { round, gaps, slips, steps, units } = detail;
  const me = useMe();
  const [raising, setRaising] = useState<string | null>(null);
  const rows = unitRows(units, undefined);
  const { done, all } = complete(rows);
  return (
    <div className="rounds-page">
      <div className="page-title">
        <Link href="/rounds">{words.back}</Link>
        <h2>{round.label}</h2>
        <RoundState state={round.state} />
        <span className="aside">{words.due(momentLabel(round.dueAt))}</span>
      </div>
      {gaps === null ? (
        <p className="dim">{words.notFrozen}</p>
      ) : (
        <Findings gaps={gaps} onRaise={offers(me, "item.raise") ? setRaising : null} />
      )}
      <section>
        <h3>{words.slips}</h3>
        {slips.length === 0 ? <p className="dim">{words.nothing}</p> : null}
        <ul className="finding-list">
          {slips.map((slip) => (
            <li key={slip.id}>
              <Link href={`/slips/${slip.id}`}>{slip.number}</Link>
              <span>
                {RUNG_NAMES[slip.rung]} · {slip.unitName}
              </span>
              <span className="words">{slip.title}</span>
            </li>
          ))}
        </ul>
      </section>
      <RemainingTable rows={detail.remaining} />
      <section>
        <div className="page-title">
          <h3>{words.unitsAt}</h3>
          <span className="aside">{words.summary(done, all)}</span>
        </div>
        <UnitTable rows={rows} detailed={false} onOpen={null} onUrge={null} />
      </section>
      <section>
        <h3>{words.steps}</h3>
        <ul className="finding-list">
          {steps.map((step) => (
            <li key={step.event}>
              <b>{step.name}</b>
              <span>{momentLabel(step.due)}</span>
              {momentLabel(step.at) === momentLabel(step.due) ? null : (
                <span className="dim">{words.lateStep(momentLabel(step.at))}</span>
              )}
            </li>
          ))}
        </ul>
      </section>
      {raising === null ? null : (
        <RaiseDialog
          from={raising}
          onClose={() => setRaising(null)}
          onStanding={() => setRaising(null)}
        />
      )}
    </div>
  );
}
