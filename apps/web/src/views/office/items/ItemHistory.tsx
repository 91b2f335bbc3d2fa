import type { ItemHistoryStep } from "@diaodu/contracts";
import { ITEM_EVENT_NAMES } from "@diaodu/domain";
import { momentLabel } from "../../../ui/city-date.ts";
import { FileLinks } from "./FileLinks.tsx";

/** Every step, newest first: who, when, what was said, what changed, which files. */
export function ItemHistory({ item, steps }: { item: string; steps: readonly ItemHistoryStep[] }) {
  return (
    <ol className="item-history">
      {steps.map((step) => (
        <li key={step.version}>
          <p>
            <b>{ITEM_EVENT_NAMES[step.event]}</b>{" "}
            <span className="dim">
              {step.by} · {momentLabel(step.at)}
            </span>
          </p>
          {step.words === null ? null : <p className="item-problem">{step.words}</p>}
          {step.changes.map((change) => (
            <p key={change} className="dim">
              {change}
            </p>
          ))}
          <FileLinks item={item} files={step.files} />
        </li>
      ))}
    </ol>
  );
}
