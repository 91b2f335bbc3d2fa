import type { SlipHistoryStep } from "@diaodu/contracts";
import { SLIP_EVENT_NAMES } from "@diaodu/domain";
import { slipFileAddress } from "../../../api/slips.ts";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";
import { momentLabel } from "../../../ui/city-date.ts";

/** Every step, newest first: who, when, what was said, which files. */
export function SlipHistory({ slip, steps }: { slip: string; steps: readonly SlipHistoryStep[] }) {
  return (
    <ol className="slip-history">
      {steps.map((step) => (
        <li key={step.version}>
          <p>
            <b>{SLIP_EVENT_NAMES[step.event]}</b>{" "}
            <span className="dim">
              {step.by} · {momentLabel(step.at)}
            </span>
          </p>
          {step.words === null ? null : <p className="slip-words">{step.words}</p>}
          {step.lateReason === null ? null : (
            <p className="tone-slow">{words.lateReason(step.lateReason)}</p>
          )}
          {step.files.map(({ id, name, size }) => (
            <p key={id}>
              <a href={slipFileAddress(slip, id)} download>
                {name}
              </a>{" "}
              <span className="dim">{Math.ceil(size / 1024)} KB</span>
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
