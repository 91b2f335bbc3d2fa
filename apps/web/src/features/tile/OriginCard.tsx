import type { Fact, Figure } from "@diaodu/contracts";
import { zh } from "../../strings/zh-CN.ts";
import { fullDayLabel, momentLabel } from "../../ui/city-date.ts";
import { FigureText } from "../../ui/FigureText.tsx";
import { Simulated } from "../../ui/Simulated.tsx";
import { Pair } from "./WhyCard.tsx";

/** Where each fact of a figure came from: source, status, release, reporter and version. */
export function OriginCard({ figure, title }: { figure: Figure; title: string }) {
  return (
    <section className="facts-section">
      <h2>
        {title}
        <span className="dim">
          {figure.periodLabel} · {zh.basis[figure.basis]}
        </span>
      </h2>
      {figure.facts.map((fact) => (
        <FactOrigin key={fact.measure} fact={fact} />
      ))}
    </section>
  );
}

function FactOrigin({ fact }: { fact: Fact }) {
  const more = [
    zh.status[fact.status],
    zh.released(fullDayLabel(fact.asOf)),
    zh.phone.revisionOf(fact.revision),
  ];
  return (
    <div className="fact-origin">
      <p className="fact-line">
        <span>
          {zh.measureInFull[fact.measure]} {fact.simulated ? <Simulated /> : null}
        </span>
        <FigureText text={fact.text} unit={fact.unit} />
      </p>
      <dl className="pairs pairs-small">
        <Pair label={zh.phone.source} value={fact.source} />
        <Pair label={zh.phone.state} value={more.join(" · ")} />
        <Pair label={zh.phone.reportedBy} value={fact.reportedBy} />
        <Pair
          label={zh.phone.committed}
          value={zh.phone.committedAt(momentLabel(fact.committedAt), fact.seq)}
        />
        {fact.reason === null ? null : <Pair label={zh.phone.reason} value={fact.reason} />}
      </dl>
    </div>
  );
}
