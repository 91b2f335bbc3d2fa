import { createHash } from "node:crypto";
import { catalogueFile } from "@diaodu/contracts";
import type { CatalogueFile, Fault } from "@diaodu/contracts";
import { defaultRules, dutyKey } from "@diaodu/domain";
import type {
  Catalogue,
  CatalogueInput,
  CatalogueWrite,
  ChangeNote,
  Storage,
} from "@diaodu/storage";
import { chinese } from "../http/chinese.ts";
import { faultsOf } from "../http/query.ts";
import { catalogueFaults } from "./check-catalogue.ts";
import type { KnownCatalogue } from "./check-catalogue.ts";

export type CatalogueRead =
  | { readonly ok: true; readonly file: CatalogueFile }
  /** Every fault with its place: `targets.3.base.low`. */
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads the text of a catalogue file; references are checked against `known` as well as the file. */
export function readCatalogueText(text: string, known: KnownCatalogue): CatalogueRead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = `不是有效的 JSON：${error instanceof Error ? error.message : ""}`;
    return { ok: false, faults: [{ path: "", code: "malformed_json", message }] };
  }
  return readCatalogue(json, known);
}

/** A value as a catalogue, with every fault of shape, or else of meaning. */
function readCatalogue(json: unknown, known: KnownCatalogue): CatalogueRead {
  const parsed = catalogueFile.safeParse(json, chinese);
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const faults = catalogueFaults(parsed.data, known);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: parsed.data };
}

/**
 * Saves the file as one change. An installation without any rule for lights gets the ones that the
 * product knows, so that targets are judged from the first figure on.
 */
export function saveCatalogueFile(
  storage: Pick<Storage, "saveCatalogue">,
  file: CatalogueFile,
  known: Pick<Catalogue, "rules" | "duties">,
  note: ChangeNote = {},
): Promise<CatalogueWrite> {
  return storage.saveCatalogue(catalogueInput(file, known), note);
}

/** What storage is asked to save: of whole lists also what is no longer in them. */
function catalogueInput(
  file: CatalogueFile,
  known: Pick<Catalogue, "rules" | "duties">,
): CatalogueInput {
  const { board, duties, ...lists } = file;
  const rules = file.rules.length > 0 || known.rules.length > 0 ? file.rules : defaultRules;
  const asked = new Set((duties ?? []).map(dutyKey));
  return {
    ...lists,
    rules,
    ...(board === undefined ? {} : { boardRows: board }),
    ...(duties === undefined
      ? {}
      : { duties, endedDuties: known.duties.filter((duty) => !asked.has(dutyKey(duty))) }),
  };
}

/** The catalogue as a file that `catalogue load` takes: without storage's own numbers. */
export function catalogueAsFile(catalogue: Catalogue): Required<CatalogueFile> {
  const { regions, indicators, rules, units, duties, boardRows } = catalogue;
  return {
    regions: [...regions],
    indicators: [...indicators],
    targets: catalogue.targets.map(({ revision: _, ...target }) => target),
    rules: [...rules] as CatalogueFile["rules"],
    units: [...units],
    duties: [...duties],
    board: [...boardRows],
  };
}

/** Names a catalogue's content: equal catalogues have equal names, whatever the log's position. */
export function fingerprintOf(catalogue: Catalogue): string {
  return createHash("sha256")
    .update(JSON.stringify(catalogueAsFile(catalogue)))
    .digest("hex");
}
