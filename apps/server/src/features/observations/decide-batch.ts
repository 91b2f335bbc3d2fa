import { observationInput } from "@diaodu/contracts";
import type { BatchLine, Fault } from "@diaodu/contracts";
import { businessDate } from "@diaodu/domain";
import type { Observation, RoundCalendar } from "@diaodu/domain";
import type { ApiKey, AuditEntry, Storage } from "@diaodu/storage";
import { chinese } from "../../http/chinese.ts";
import { faultsOf } from "../../http/query.ts";
import { figureRules } from "./check-submission.ts";
import { boundFaults } from "./bounds.ts";
import type { Line } from "./lines.ts";

/** A figure between others may be refused by what another writer stored meanwhile; then the rest goes again. */
const ATTEMPTS = 5;

type Decided = Exclude<BatchLine, { result: "end" }>;
interface Row {
  readonly line: number;
  readonly item: Observation;
}

/**
 * Stores the figures of some lines as one change and tells of each line what became of it, in the
 * order of the lines. A line that is refused keeps no other from being stored.
 */
export async function decideBatch(
  lines: readonly Line[],
  o: {
    readonly storage: Storage;
    readonly key: ApiKey;
    readonly now: Date;
    readonly calendar: RoundCalendar;
    /** Entry for a change of `count` figures, appended in its transaction. */
    readonly auditOf: (count: number) => AuditEntry;
  },
): Promise<Decided[]> {
  const rulesOf = figureRules(await o.storage.catalogue(), {
    today: businessDate(o.now.getTime()),
    calendar: o.calendar,
  });
  const decided = new Map<number, Decided>();
  let rows: Row[] = [];
  for (const line of lines) {
    const read = readLine(line);
    const faults = read.ok
      ? [...boundFaults(o.key, read.item), ...rulesOf(read.item)]
      : read.faults;
    if (read.ok && faults.length === 0) rows.push({ line: line.number, item: read.item });
    else decided.set(line.number, { line: line.number, result: "refused", faults });
  }
  for (let attempt = 1; rows.length > 0; attempt += 1) {
    const result = await o.storage.submitObservations({
      items: rows.map(({ item }) => item),
      reportedBy: o.key.name,
      committedAt: o.now.toISOString(),
      audit: o.auditOf(rows.length),
    });
    if (result.kind === "committed") {
      for (const [index, { line }] of rows.entries()) {
        const { revision = 1 } = result.observations[index] ?? {};
        decided.set(line, { line, result: "accepted", seq: result.seq, revision });
      }
      break;
    }
    if (result.kind !== "rejected" || attempt === ATTEMPTS) {
      for (const { line } of rows)
        decided.set(line, { line, result: "refused", faults: [CONTENDED] });
      break;
    }
    const refused = byRow(result.faults);
    for (const [index, faults] of refused) {
      const line = rows[index]?.line;
      if (line !== undefined) decided.set(line, verdict(line, faults));
    }
    rows = rows.filter((_, index) => !refused.has(index));
  }
  return lines.flatMap(({ number }) => decided.get(number) ?? []);
}

const CONTENDED: Fault = { path: "", code: "contended", message: "同时有其他更新，请重新报送" };

type ReadLine =
  | { readonly ok: true; readonly item: Observation }
  | { readonly ok: false; readonly faults: Fault[] };

const UNREADABLE = { too_long: "这一行过长", not_utf8: "这一行不是有效的 UTF-8 文本" } as const;

function readLine(line: Line): ReadLine {
  if ("fault" in line) {
    return { ok: false, faults: [{ path: "", code: line.fault, message: UNREADABLE[line.fault] }] };
  }
  let json: unknown;
  try {
    json = JSON.parse(line.text);
  } catch {
    const fault = { path: "", code: "malformed_json", message: "这一行不是有效的 JSON" };
    return { ok: false, faults: [fault] };
  }
  const parsed = observationInput.safeParse(json, chinese);
  return parsed.success
    ? { ok: true, item: parsed.data }
    : { ok: false, faults: faultsOf(parsed.error) };
}

/** Storage's faults by the figure they are of, at the field's own path. */
function byRow(faults: readonly Fault[]): Map<number, Fault[]> {
  const rows = new Map<number, Fault[]>();
  for (const fault of faults) {
    const [, index = "", ...field] = fault.path.split(".");
    const own = rows.get(Number(index)) ?? [];
    rows.set(Number(index), [...own, { ...fault, path: field.join(".") }]);
  }
  return rows;
}

/** What is current already is no fault of a batch: it makes a batch safe to send again. */
function verdict(line: number, faults: Fault[]): Decided {
  if (faults.every(({ code }) => code === "duplicate")) return { line, result: "unchanged" };
  return { line, result: "refused", faults };
}
