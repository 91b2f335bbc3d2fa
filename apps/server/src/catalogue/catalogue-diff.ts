import type { CatalogueFile, CatalogueImport, CatalogueKind, Fault } from "@diaodu/contracts";
import { dutyKey } from "@diaodu/domain";
import type { Catalogue } from "@diaodu/storage";
import { definitionKey } from "./definition-key.ts";

type ImportRow = CatalogueImport["rows"][number];
type Json = Readonly<Record<string, unknown>>;

/** What is longer is cut: a preview is looked at, not stored. */
const LONGEST = 200;

const LISTS = ["regions", "indicators", "targets", "rules", "units", "duties"] as const;

/**
 * What taking `file` in would do to `known`, thing by thing in the order of the lists; what is
 * unchanged is only counted. Faults stand at the thing that they are of, the rest apart.
 */
export function catalogueDiff(
  file: CatalogueFile,
  known: Catalogue,
  faults: readonly Fault[],
): Pick<CatalogueImport, "counts" | "rows" | "faults"> {
  const places = placed(faults);
  const rows: ImportRow[] = [];
  for (const kind of LISTS) {
    const before = new Map(
      known[kind].map((one) => [definitionKey(kind, one), bare(one as unknown as Json)]),
    );
    for (const [index, given] of (file[kind] ?? []).entries()) {
      const code = definitionKey(kind, given);
      const own = places.get(`${kind}.${index}`) ?? [];
      places.delete(`${kind}.${index}`);
      rows.push(rowOf(kind, code, before.get(code) ?? null, given, own));
    }
  }
  rows.push(...endedDuties(file, known), ...boardRow(file, known, places));
  const count = (verdict: ImportRow["verdict"]) =>
    rows.filter((row) => row.verdict === verdict).length;
  return {
    counts: {
      add: count("add"),
      change: count("change"),
      unchanged: count("unchanged"),
      end: count("end"),
      fault: count("fault"),
    },
    rows: rows.filter(({ verdict }) => verdict !== "unchanged"),
    faults: [...places.values()].flat(),
  };
}

/** Faults by the thing they are of: `targets.3`; those of a whole list by its name. */
function placed(faults: readonly Fault[]): Map<string, Fault[]> {
  const places = new Map<string, Fault[]>();
  for (const fault of faults) {
    const [list = "", index] = fault.path.split(".");
    const place = list === "board" || index === undefined ? list : `${list}.${index}`;
    places.set(place, [...(places.get(place) ?? []), fault]);
  }
  return places;
}

function rowOf(
  kind: CatalogueKind,
  code: string,
  before: Json | null,
  after: Json,
  faults: Fault[],
): ImportRow {
  const fields = changedFields(before ?? {}, after);
  const quiet = before === null ? "add" : fields.length > 0 ? "change" : "unchanged";
  return {
    kind,
    code,
    name: nameOf(after),
    verdict: faults.length > 0 ? "fault" : quiet,
    fields: before === null ? [] : fields,
    faults,
  };
}

function endedDuties(file: CatalogueFile, known: Catalogue): ImportRow[] {
  if (file.duties === undefined) return [];
  const asked = new Set(file.duties.map(dutyKey));
  return known.duties
    .filter((duty) => !asked.has(dutyKey(duty)))
    .map((duty) => ({
      kind: "duties",
      code: dutyKey(duty),
      name: nameOf(duty as unknown as Json),
      verdict: "end",
      fields: [],
      faults: [],
    }));
}

function boardRow(
  file: CatalogueFile,
  known: Catalogue,
  places: Map<string, Fault[]>,
): ImportRow[] {
  if (file.board === undefined) return [];
  const faults = places.get("board") ?? [];
  places.delete("board");
  const text = (rows: readonly { indicator: string; region: string }[]) =>
    rows.map(({ indicator, region }) => `${indicator}·${region}`).join("、");
  const [before, after] = [text(known.boardRows), text(file.board)];
  const same = before === after;
  return [
    {
      kind: "board",
      code: "",
      name: "看板",
      verdict: faults.length > 0 ? "fault" : same ? "unchanged" : "change",
      fields: same ? [] : [{ path: "rows", before: cut(before), after: cut(after) }],
      faults,
    },
  ];
}

/** Every leaf that differs, by its path. */
function changedFields(before: Json, after: Json): ImportRow["fields"] {
  const [old, now] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: shown(old.get(path)), after: shown(now.get(path)) }));
}

function leaves(value: Json, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, inner] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
      for (const [key, text] of leaves(inner as Json, at)) found.set(key, text);
    } else if (inner !== undefined) {
      found.set(at, typeof inner === "string" ? inner : canonical(inner));
    }
  }
  return found;
}

/** One text for one value, in whatever order its fields came. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function shown(text: string | undefined): string | null {
  return text === undefined ? null : cut(text);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** What a person calls it: a name, else the words of a target, else its parts. */
function nameOf(definition: Json): string {
  for (const field of ["name", "words"]) {
    if (typeof definition[field] === "string") return definition[field];
  }
  return [definition["unit"], definition["indicator"], definition["region"]]
    .filter((part) => typeof part === "string")
    .join(" ");
}

/** Storage's own number of a target's revision is no part of what was defined. */
function bare({ revision: _, ...definition }: Json): Json {
  return definition;
}
