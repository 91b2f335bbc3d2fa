import type { Slip, SlipEvent } from "@diaodu/domain";
import { SLIP_EVENT_NAMES } from "@diaodu/domain";
import type { ChannelSettings, NewMessage } from "@diaodu/storage";
import { messagesOf } from "./notices.ts";

/** Steps of the office that the unit must know of; its own it knows, and issuing has a notice of its own. */
const TELLS: ReadonlySet<SlipEvent> = new Set(["send_back", "settle", "withdraw"]);

/** What the unit is told when the office has acted on a slip. */
export function slipStepMessages(
  told: {
    readonly id: string;
    /** Version that the step makes. */
    readonly version: number;
    readonly event: SlipEvent;
    readonly words: string | null;
    readonly slip: Slip;
  },
  channels: readonly ChannelSettings[],
  at: string,
): NewMessage[] {
  const { id, version, event, words, slip } = told;
  if (!TELLS.has(event)) return [];
  const notice = {
    id: `slip-${id}-${version}`,
    unit: slip.case.unit,
    about: { kind: "slip", id },
    title: `${SLIP_EVENT_NAMES[event]}：${slip.title}`,
    lines: [slip.number, ...(words === null ? [] : [words])],
    path: `/office/slips/${id}`,
  };
  return messagesOf(notice, channels, at);
}
