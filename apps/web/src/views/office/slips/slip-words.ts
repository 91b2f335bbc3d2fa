import type { Light, SlipOnWire } from "@diaodu/contracts";
import { SLIP_STATE_NAMES } from "@diaodu/domain";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";

/** Colour and word of how a slip stands: late before everything, then what waits. */
export function slipStanding(slip: Pick<SlipOnWire, "state" | "overdueDays">): {
  readonly light: Light;
  readonly words: string;
} {
  const name = SLIP_STATE_NAMES[slip.state];
  if (slip.overdueDays > 0) {
    return { light: "behind", words: `${name} · ${words.overdue(slip.overdueDays)}` };
  }
  if (slip.state === "settled") return { light: "on", words: name };
  return { light: slip.state === "withdrawn" ? "none" : "slow", words: name };
}
