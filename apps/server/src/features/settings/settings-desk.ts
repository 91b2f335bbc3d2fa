import type { Fault, SettingsKey } from "@diaodu/contracts";
import type { RecordStep, SettingsBodies, StoredRecord } from "@diaodu/storage";
import type { Action } from "@diaodu/domain";
import type { Caller } from "../../access/caller.ts";
import { doerOf } from "../../access/caller.ts";
import { DEFAULT_SETTINGS } from "../../dispatch/stored-settings.ts";
import { Refusal } from "../../http/problems.ts";
import type { Desk } from "../reports/desk.ts";

export interface SettingsDesk extends Desk {
  readonly newId: () => string;
}

/** One of the settings as it stands; without a record the product's own. */
export interface Standing<K extends SettingsKey> {
  readonly body: SettingsBodies[K];
  readonly record: StoredRecord<"settings"> | null;
}

const DEFAULTS: SettingsBodies = {
  calendar: DEFAULT_SETTINGS.calendar,
  ladder: { ladders: DEFAULT_SETTINGS.ladders },
  channels: { channels: [], address: null },
  wording: DEFAULT_SETTINGS.wording,
};

export async function readStanding<K extends SettingsKey>(
  { storage }: Pick<SettingsDesk, "storage">,
  key: K,
): Promise<Standing<K>> {
  const record = await storage.record("settings", key);
  // The record's id names its body.
  return { body: (record?.body ?? DEFAULTS[key]) as SettingsBodies[K], record };
}

export function defaultBody<K extends SettingsKey>(key: K): SettingsBodies[K] {
  return DEFAULTS[key];
}

/**
 * Writes one of the settings over the version that the sender saw, audited with the reason alone.
 * @throws Refusal `changed_meanwhile`
 */
export async function writeSettings<K extends SettingsKey>(
  desk: SettingsDesk,
  caller: Caller,
  o: {
    readonly key: K;
    readonly version: number;
    readonly body: SettingsBodies[K];
    readonly reason: string;
    readonly action: Action;
  },
): Promise<void> {
  const step: RecordStep<"settings"> = {
    kind: "settings",
    id: o.key,
    basedOn: o.version,
    state: "set",
    event: "set",
    words: o.reason,
    evidence: [],
    body: o.body,
  };
  const written = await desk.storage.writeRecords({
    steps: [step],
    by: doerOf(caller),
    at: desk.time.now().toISOString(),
    audit: desk.audit.entry(caller, {
      action: o.action,
      object: `settings:${o.key}`,
      detail: { reason: o.reason, version: o.version + 1 },
    }),
  });
  if (written.kind === "changed_meanwhile") throw new Refusal("changed_meanwhile");
  await desk.publish();
}

/** @throws Refusal `validation_failed` where there is any fault */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal("validation_failed", { faults: [...faults] });
}
