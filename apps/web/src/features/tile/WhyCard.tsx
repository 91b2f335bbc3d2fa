import type { Tile } from "@diaodu/contracts";
import type { ReactNode } from "react";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { fullDayLabel } from "../../ui/city-date.ts";

/** Why this colour: the rule in force and each step that it took. */
export function WhyCard({ tile }: { tile: Tile }) {
  const { rule, reasons } = tile.light;
  // The steps may name the rule themselves.
  const named = reasons.some((reason) => reason.label === zhDetail.rule);
  return (
    <section className="facts-section">
      <h2>{zhDetail.why(zhDetail.lampName[tile.light.light])}</h2>
      <dl className="pairs">
        {rule === null || named ? null : (
          <Pair
            label={zhDetail.rule}
            value={zhDetail.ruleFrom(rule.name, fullDayLabel(rule.validFrom))}
          />
        )}
        {reasons.map((reason) => (
          <Pair key={reason.label} label={reason.label} value={reason.value} />
        ))}
        {rule === null && reasons.length === 0 ? (
          <Pair label={zhDetail.rule} value={zhDetail.noRule} />
        ) : null}
      </dl>
    </section>
  );
}

/** One label and its value. */
export function Pair({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
