import type { Fact, Figure } from "@diaodu/contracts";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
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
    zhDetail.revisionOf(fact.revision),
  ];
  return (
    <div className="fact-origin">
      <p className="fact-line">
        <span>
          {zhDetail.measureInFull[fact.measure]} {fact.simulated ? <Simulated /> : null}
        </span>
        <FigureText text={fact.text} unit={fact.unit} />
      </p>
      <dl className="pairs pairs-small">
        <Pair label={zhDetail.source} value={fact.source} />
        <Pair label={zhDetail.state} value={more.join(" · ")} />
        <Pair label={zhDetail.reportedBy} value={fact.reportedBy} />
        <Pair
          label={zhDetail.committed}
          value={zhDetail.committedAt(momentLabel(fact.committedAt), fact.seq)}
        />
        {fact.reason === null ? null : <Pair label={zhDetail.reason} value={fact.reason} />}
      </dl>
    </div>
  );
}
