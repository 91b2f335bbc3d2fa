import { createHash } from "node:crypto";
import type { Fault, ReportItem } from "@diaodu/contracts";
import { observationKey } from "@diaodu/domain";
import type { Catalogue, Draft, NewReport, ReportEntry } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { doerOf } from "../../access/caller.ts";
import { Refusal } from "../../http/problems.ts";
import { boundFaults } from "../observations/bounds.ts";
import { faultsAt, figureRules } from "../observations/check-submission.ts";
import { dutyFaults, standingFaults } from "./check-reports.ts";
import type { Desk, Today } from "./desk.ts";
import { isRefused, refusalOfReports } from "./refusals.ts";
import { newReport, observationOf } from "./reported-figure.ts";
import { readSeries, seriesAround } from "./series.ts";

/** Figures on their way into a unit's queue, however they came in. */
export interface Delivery {
  readonly unit: string;
  readonly items: readonly (Omit<ReportItem, "basedOn"> & Pick<NewReport, "basedOn">)[];
  readonly origin: NewReport["origin"];
  /** What the caller's faults are named after. */
  readonly list: "items" | "observations";
  readonly idempotencyKey: string | null;
  readonly endsDraft?: Pick<Draft, "unit" | "round"> | undefined;
}

export interface Delivered {
  readonly kind: "committed" | "repeated";
  readonly seq: number;
  readonly entries: readonly ReportEntry[];
}

/** The rules that each figure obeys by itself: the catalogue's, and the unit's duties. */
export function rulesOfReports(
  catalogue: Catalogue,
  today: Pick<Today, "today" | "calendar">,
): (unit: string, item: Parameters<ReturnType<typeof figureRules>>[0]) => Fault[] {
  const rulesOf = figureRules(catalogue, today);
  return (unit, item) => {
    const faults = rulesOf(item);
    const unknown = new Set(faults.map(({ path }) => path));
    const duty = dutyFaults(unit, catalogue.duties, item);
    return [...faults, ...duty.filter(({ path }) => !unknown.has(path))];
  };
}

/**
 * Checks everything at once, then hands it to the storage as one change. The caller's right to
 * report for the unit and its regions is checked before.
 * @throws Refusal with every fault
 */
export async function deliver(
  desk: Desk,
  catalogue: Catalogue,
  caller: Caller,
  today: Today,
  delivery: Delivery,
): Promise<Delivered> {
  const { storage, audit, simulated } = desk;
  const { unit, items, list } = delivery;
  const rulesOf = rulesOfReports(catalogue, today);
  const bounds = caller.apiKey;
  const faults = items.flatMap((item, index) => {
    const out = bounds === null ? [] : boundFaults(bounds, item);
    return faultsAt(index, [...out, ...rulesOf(unit, observationOf(item, simulated))], list);
  });
  const standing = await standingOf(desk, catalogue, unit, items);
  for (const { index, fault } of standing) {
    const [at] = faultsAt(index, [fault], list);
    if (at !== undefined && !faults.some(({ path }) => path === at.path)) faults.push(at);
  }
  if (faults.length > 0) throw new Refusal("validation_failed", { faults });

  const { now, round } = today;
  const result = await storage.submitReports({
    items: items.map((item) => newReport(item, { unit, origin: delivery.origin, simulated })),
    round: round.code,
    by: doerOf(caller),
    at: now,
    audit: audit.entry(caller, {
      action: "report.write",
      object: `report:${unit}/${round.code}`,
      detail: { count: items.length, origin: delivery.origin.kind },
    }),
    idempotency:
      delivery.idempotencyKey === null
        ? undefined
        : {
            callerId: callerIdOf(caller),
            key: delivery.idempotencyKey,
            bodyHash: hashOf({ unit, items }),
          },
    endsDraft: delivery.endsDraft,
  });
  if (isRefused(result)) throw refusalOfReports(result, list);
  // Whoever is told "accepted" finds it told to everybody else.
  if (result.kind === "committed") await desk.publish();
  return result;
}

/** What is refused for how the figures stand already; empty where no period can be read. */
async function standingOf(
  { storage, calendars }: Desk,
  catalogue: Catalogue,
  unit: string,
  items: Delivery["items"],
): Promise<{ index: number; fault: Fault }[]> {
  const rules = figureRules(catalogue, { today: LAST_DAY, calendar: calendars.current() });
  const legible = items.flatMap((item, index) => {
    const bad = rules(observationOf(item, false)).some(({ path }) => KEY_FIELDS.has(path));
    return bad ? [] : [{ item, index }];
  });
  if (legible.length === 0) return [];
  const keys = legible.map(({ item }) => item);
  const [entries, book, attachments] = await Promise.all([
    storage.reports({
      units: [unit],
      indicators: [...new Set(keys.map(({ indicator }) => indicator))],
      regions: [...new Set(keys.map(({ region }) => region))],
      periods: [...new Set(keys.map(({ period }) => period))],
      limit: 10_000,
    }),
    readSeries(storage, keys.map(seriesAround)),
    attachmentsOf(storage, keys),
  ]);
  const ledger = {
    duties: catalogue.duties,
    entries: new Map(entries.map((entry) => [observationKey(entry), entry])),
    book,
    attachments,
  };
  return standingFaults(unit, keys, ledger).flatMap(({ index, fault }) => {
    const place = legible[index];
    return place === undefined ? [] : [{ index: place.index, fault }];
  });
}

/** Ahead of this day lies no period: what is still faulty cannot be read at all. */
const LAST_DAY = "9999-12-31";
const KEY_FIELDS: ReadonlySet<string> = new Set(["indicator", "region", "period", "measure"]);

async function attachmentsOf(
  storage: Desk["storage"],
  items: readonly Pick<ReportItem, "attachment">[],
) {
  const ids = new Set(items.flatMap(({ attachment }) => attachment ?? []));
  const found = await Promise.all([...ids].map((id) => storage.attachment(id)));
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one] as const])));
}

/** Keys of two callers are two keys: a person's stand apart from a machine's. */
function callerIdOf(caller: Caller): string {
  return caller.apiKey?.id ?? `account:${caller.accountId ?? ""}`;
}

/** The parsed items, not the bytes: the same figures in another spacing are the same attempt. */
function hashOf(delivered: unknown): string {
  return createHash("sha256").update(JSON.stringify(delivered)).digest("hex");
}
