import type { OriginStep } from "@diaodu/contracts";
import { originWords as words } from "../../strings/zh-CN-origin.ts";
import { momentLabel } from "../../ui/city-date.ts";

/** The way of one figure, newest step first: who did what, when, from which file, and why. */
export function OriginSteps({ steps, unit }: { steps: readonly OriginStep[]; unit: string }) {
  if (steps.length === 0) return <p className="dim">{words.none}</p>;
  return (
    <ol className="origin-steps">
      {steps.map((step) => (
        <li key={`${step.seq}:${step.event}`} data-event={step.event}>
          <p className="origin-line">
            <b>{step.eventName}</b>
            <span>
              {step.text} {unit}
              {step.revision === null ? "" : ` · ${words.revision(step.revision)}`}
            </span>
          </p>
          <p className="dim">
            {[
              momentLabel(step.at),
              step.unitName,
              step.by ?? "",
              step.event === "submit" ? words.origin(step.origin) : "",
              step.statusName,
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </p>
          {step.difference === null ? null : (
            <p>{words.difference(`${step.difference} ${unit}`)}</p>
          )}
          {step.reason === null ? null : <p>{words.reason(step.reason)}</p>}
          {step.note === null ? null : <p>{words.note(step.note)}</p>}
        </li>
      ))}
    </ol>
  );
}
