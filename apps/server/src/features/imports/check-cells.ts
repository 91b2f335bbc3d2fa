import type { ImportCell } from "@diaodu/contracts";
import {
  comparePeriods,
  exact,
  JUMP_LOOK_BACK,
  jumpWarning,
  may,
  observationKey,
  periodKind,
  seriesKind,
} from "@diaodu/domain";
import type { Subject } from "@diaodu/domain";
import type { Match, MatchedFact, Series } from "@diaodu/documents";
import type { Catalogue, ReportEntry, Storage } from "@diaodu/storage";
import { standingFaults } from "../reports/check-reports.ts";
import type { Today } from "../reports/desk.ts";
import { statusesOf } from "../reports/fields.ts";
import { namesOf, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { fullLabelOf } from "../reports/presenter.ts";
import { observationOf } from "../reports/reported-figure.ts";
import { readSeries, seriesAround } from "../reports/series.ts";
import type { SeriesBook } from "../reports/series.ts";
import { rulesOfReports } from "../reports/submit.ts";
import type { PreparedItem } from "./prepared.ts";

export interface CheckedCells {
  readonly cells: ImportCell[];
  readonly items: PreparedItem[];
  readonly needsReason: boolean;
}

/** Stands where a reason will be given when the import is applied. */
const REASON_TO_COME = "导入时说明";

/**
 * Holds every matched cell to the rules of a typed figure, and says what applying it would do.
 *
 * @param subject who sent the file: regions outside of their scope are refused
 */
export async function checkCells(
  storage: Pick<Storage, "reports" | "observations">,
  o: {
    readonly catalogue: Catalogue;
    readonly today: Today;
    readonly unit: string;
    readonly subject: Subject;
    readonly simulated: boolean;
    readonly matches: readonly Match[];
  },
): Promise<CheckedCells> {
  const { catalogue, unit, matches } = o;
  const names = namesOf(catalogue);
  const facts = matches.filter((match) => match.kind === "fact");
  const [entries, book] = await Promise.all([
    entriesOf(storage, unit, facts),
    readSeries(storage, facts.map(seriesAround)),
  ]);
  const items = facts.map((fact) => prepare(fact, { ...o, names }, entries));
  const rulesOf = rulesOfReports(catalogue, o.today);
  const standing = new Map<number, string[]>();
  const asIfExplained = items.map((item) => ({
    ...item,
    reason: item.reason ?? REASON_TO_COME,
    attachment: null,
  }));
  const ledger = { duties: catalogue.duties, entries, book, attachments: new Map() };
  for (const { index, fault } of standingFaults(unit, asIfExplained, ledger)) {
    standing.set(index, [...(standing.get(index) ?? []), fault.message]);
  }
  const checked: CheckedCells = { cells: [], items: [], needsReason: false };
  let needsReason = false;
  let index = 0;
  for (const match of matches) {
    if (match.kind !== "fact") {
      checked.cells.push(cellOf(match, names, { verdict: match.kind, message: match.message }));
      continue;
    }
    const item = items[index];
    if (item === undefined) continue;
    const own = rulesOf(unit, observationOf(item, o.simulated));
    const messages = [...own.map(({ message }) => message), ...(standing.get(index) ?? [])];
    if (!may(o.subject, "report.write", { unit, region: item.region })) {
      messages.push("没有该地区的填报权限");
    }
    index += 1;
    if (messages.length > 0) {
      const message = [...new Set(messages)].join("；");
      checked.cells.push(cellOf(match, names, { verdict: "refused", message }));
      continue;
    }
    const judged = judge(item, { entries, book, names });
    const message = [match.converted, judged.message].filter((one) => one !== null).join("；");
    checked.cells.push(
      cellOf(match, names, { ...judged, message: message === "" ? null : message }),
    );
    if (judged.verdict === "unchanged") continue;
    needsReason ||= judged.corrects && item.reason === null;
    checked.items.push(item);
  }
  return { ...checked, needsReason };
}

/** The unit's entries of these figures, by key: asked for by indicator, because one answer is bounded. */
async function entriesOf(
  storage: Pick<Storage, "reports">,
  unit: string,
  facts: readonly MatchedFact[],
): Promise<Map<string, ReportEntry>> {
  const found = new Map<string, ReportEntry>();
  const groups = new Map<string, MatchedFact[]>();
  for (const fact of facts) {
    const key = `${fact.indicator}|${fact.region}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  for (const group of groups.values()) {
    const [{ indicator, region } = { indicator: "", region: "" }] = group;
    const periods = [...new Set(group.map(({ period }) => period))];
    for (let at = 0; at < periods.length; at += 1000) {
      const entries = await storage.reports({
        units: [unit],
        indicators: [indicator],
        regions: [region],
        periods: periods.slice(at, at + 1000),
        limit: 10_000,
      });
      for (const entry of entries) found.set(observationKey(entry), entry);
    }
  }
  return found;
}

function prepare(
  fact: MatchedFact,
  o: { readonly names: Names; readonly unit: string; readonly today: Today },
  entries: ReadonlyMap<string, ReportEntry>,
): PreparedItem {
  const { indicator, region, period, basis, measure, value, reason, note, sheet, cell } = fact;
  const known = o.names.indicators.get(indicator);
  const [usual = "flash"] = known === undefined ? [] : statusesOf(known, basis);
  const office = basis === "dispatch" ? unitName(o.names, o.unit) : known?.leadUnit;
  return {
    indicator,
    region,
    period,
    basis,
    measure,
    value,
    status: fact.status ?? usual,
    asOf: fact.asOf ?? o.today.today,
    source: fact.source ?? office ?? unitName(o.names, o.unit),
    reason,
    note,
    basedOn: entries.get(observationKey(fact))?.version ?? 0,
    sheet,
    cell,
  };
}

interface Judged {
  readonly verdict: "new" | "changed" | "unchanged" | "warned";
  readonly message: string | null;
  readonly before: string | null;
  /** Replaces a published value by another one. */
  readonly corrects: boolean;
}

function judge(
  item: PreparedItem,
  o: {
    readonly entries: ReadonlyMap<string, ReportEntry>;
    readonly book: SeriesBook;
    readonly names: Names;
  },
): Judged {
  const entry = o.entries.get(observationKey(item));
  const current = o.book.current(item);
  const waiting = entry?.state === "submitted" ? entry : null;
  const stands = waiting ?? entry?.published ?? current;
  const before = stands?.value ?? null;
  const published = entry?.published?.value ?? current?.value ?? null;
  const corrects = published !== null && !exact(published).eq(item.value);
  const same =
    stands !== null && exact(stands.value).eq(item.value) && stands.status === item.status;
  if (same && entry?.state !== "returned") {
    return { verdict: "unchanged", message: null, before, corrects: false };
  }
  const warning = warningOf(item, o);
  const reason = corrects && item.reason === null ? "更正已发布的数据，须填写原因" : null;
  const words = [warning, reason].filter((one) => one !== null).join("；");
  const message = words === "" ? null : words;
  if (warning !== null) return { verdict: "warned", message, before, corrects };
  return { verdict: before === null ? "new" : "changed", message, before, corrects };
}

function warningOf(
  item: PreparedItem,
  { book, names }: { readonly book: SeriesBook; readonly names: Names },
): string | null {
  const indicator = names.indicators.get(item.indicator);
  if (indicator === undefined) return null;
  const points = book.points(seriesAround(item));
  // Oldest first, and long where figures are daily: the place is found by halves.
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePeriods(points[middle]?.period ?? item.period, item.period) < 0) low = middle + 1;
    else high = middle;
  }
  const history = points.slice(Math.max(0, low - JUMP_LOOK_BACK), low);
  return jumpWarning(
    seriesKind(indicator.kind, item.measure, periodKind(item.period)),
    item,
    history,
  );
}

function cellOf(
  match: Match,
  names: Names,
  o: {
    readonly verdict: ImportCell["verdict"];
    readonly message: string | null;
    readonly before?: string | null;
  },
): ImportCell {
  const known: Partial<Series> = match.kind === "ignored" ? {} : match;
  const indicator = names.indicators.get(known.indicator ?? "");
  const region = names.regions.get(known.region ?? "");
  return {
    cell: match.cell,
    sheet: match.sheet,
    raw: match.raw,
    verdict: o.verdict,
    message: o.message,
    indicator: indicator?.code ?? null,
    indicatorName: indicator?.shortName ?? null,
    region: region?.code ?? null,
    regionName: region?.name ?? null,
    period: known.period ?? null,
    periodLabel: known.period === undefined ? null : fullLabelOf(indicator, known.period),
    measure: known.measure ?? null,
    value: match.kind === "fact" ? match.value : null,
    before: o.before ?? null,
  };
}
