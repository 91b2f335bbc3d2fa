import { businessDate, takeSlipStep } from "@diaodu/domain";
import type { Message, Storage } from "@diaodu/storage";
import type { Auditor } from "../access/audit.ts";
import { SYSTEM } from "../access/audit.ts";
import type { BusinessTime } from "../board/business-time.ts";

const BY = { accountId: null, name: "系统" } as const;

/**
 * Notes on a slip that a channel has taken the first message about it: 送达. Whatever has happened to
 * the slip meanwhile counts more, and a message about anything else delivers nothing.
 */
export function deliveryNoter(o: {
  readonly storage: Pick<Storage, "record" | "writeRecords">;
  readonly audit: Pick<Auditor, "entry">;
  readonly time: BusinessTime;
}): (message: Message) => Promise<void> {
  return async function note(message): Promise<void> {
    const { about, channel } = message;
    if (about.kind !== "slip") return;
    const slip = await o.storage.record("slip", about.id);
    if (slip === null || slip.state !== "issued") return;
    const at = o.time.now().toISOString();
    const deed = { event: "deliver", words: null, lateReason: null, evidence: [] } as const;
    const hand = { by: BY, today: businessDate(at), at };
    const outcome = takeSlipStep(slip.body, slip.state, deed, hand);
    if ("refused" in outcome) return;
    const written = await o.storage.writeRecords({
      steps: [
        {
          kind: "slip",
          id: slip.id,
          basedOn: slip.version,
          state: outcome.state,
          event: deed.event,
          words: null,
          evidence: [],
          body: outcome.slip,
        },
      ],
      by: BY,
      at,
      audit: o.audit.entry(SYSTEM, {
        action: "slip.deliver",
        object: `slip:${slip.id}`,
        detail: { channel },
      }),
    });
    if (written.kind === "changed_meanwhile") await note(message);
  };
}
