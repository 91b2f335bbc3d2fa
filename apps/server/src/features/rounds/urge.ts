import type { UrgeAnswer } from "@diaodu/contracts";
import type { RoundRecord } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { doerOf } from "../../access/caller.ts";
import { messagesOf, urgeNotice } from "../../dispatch/notices.ts";
import { unitProgress } from "../../dispatch/progress.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { Refusal } from "../../http/problems.ts";
import type { Desk, Today } from "../reports/desk.ts";
import type { StoredRound } from "./presenter.ts";

/** While figures of it can still come. */
const RUNNING: readonly RoundRecord["state"][] = ["open", "due", "late"];

/**
 * 催报 by hand: tells those of `units` whose figures are missing and that nobody urged in this round
 * yet. A step of the round's own record, so that of two who urge at once one is refused.
 *
 * @throws Refusal `step_refused` for a round that is over, and where there is nobody to urge;
 *   `changed_meanwhile` where the round took a step meanwhile
 */
export async function urgeUnits(
  desk: Desk,
  caller: Caller,
  record: StoredRound,
  o: { readonly units: readonly string[]; readonly now: Today },
): Promise<UrgeAnswer> {
  const { storage, audit } = desk;
  const { body, state } = record;
  if (!RUNNING.includes(state) || o.now.round.code !== record.id) {
    throw new Refusal("step_refused", { detail: "本期已经结束，不再催报" });
  }
  const earlier = body.urged ?? [];
  const progress = await unitProgress(storage, await storage.catalogue(), o.now);
  const urged = progress.filter(
    ({ unit, asked, reported }) =>
      o.units.includes(unit) && reported < asked && !earlier.some((one) => one.unit === unit),
  );
  if (urged.length === 0) {
    throw new Refusal("step_refused", { detail: "这些单位已经报齐，或本期已经催报过" });
  }
  const at = o.now.now;
  const { channels } = await readSettings(storage);
  const units = urged.map(({ unit }) => unit);
  const written = await storage.writeRecords({
    steps: [
      {
        kind: "round",
        id: record.id,
        basedOn: record.version,
        state,
        event: "urge",
        words: null,
        evidence: [],
        body: { ...body, urged: [...earlier, ...units.map((unit) => ({ unit, at }))] },
      },
    ],
    messages: urged.flatMap(({ unit, asked, reported }) =>
      messagesOf(urgeNotice(body, unit, asked - reported), channels, at),
    ),
    by: doerOf(caller),
    at,
    audit: audit.entry(caller, {
      action: "slip.manage",
      object: `round:${record.id}`,
      detail: { event: "urge", units },
    }),
  });
  if (written.kind === "changed_meanwhile") throw new Refusal("changed_meanwhile");
  await desk.publish();
  return { seq: written.seq, urged: units };
}
