import { defaultRules } from "@diaodu/domain";
import type { Catalogue, CatalogueWrite, Storage } from "@diaodu/storage";
import { chinese } from "../http/chinese.ts";
import { faultsOf } from "../http/query.ts";
import { catalogueFile } from "./catalogue-schema.ts";
import type { CatalogueFile } from "./catalogue-schema.ts";

export type CatalogueRead =
  | { readonly ok: true; readonly file: CatalogueFile }
  /** Every fault with its place: `targets.3.base.low：须为十进制数`. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads the text of a catalogue file; references are checked against `known` as well as the file. */
export function readCatalogueFile(
  text: string,
  known: Pick<Catalogue, "regions" | "indicators">,
): CatalogueRead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      faults: [`不是有效的 JSON：${error instanceof Error ? error.message : ""}`],
    };
  }
  const parsed = catalogueFile.safeParse(json, chinese);
  if (!parsed.success) {
    const faults = faultsOf(parsed.error);
    return { ok: false, faults: faults.map(({ path, message }) => `${path}：${message}`) };
  }
  const faults = missing(parsed.data, known);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: parsed.data };
}

/** References that lead nowhere, and codes that stand twice. */
function missing(file: CatalogueFile, known: Pick<Catalogue, "regions" | "indicators">): string[] {
  const faults: string[] = [];
  const regions = new Set([...known.regions, ...file.regions].map(({ code }) => code));
  const indicators = new Set([...known.indicators, ...file.indicators].map(({ code }) => code));
  const need = (set: ReadonlySet<string>, code: string, place: string, what: string) => {
    if (!set.has(code)) faults.push(`${place}：没有${what} ${code}`);
  };
  for (const list of ["regions", "indicators", "rules"] as const) {
    const seen = new Set<string>();
    for (const [index, { code }] of file[list].entries()) {
      if (seen.has(code)) faults.push(`${list}.${index}.code：${code} 重复`);
      seen.add(code);
    }
  }
  for (const [index, { parent }] of file.regions.entries()) {
    if (parent !== null) need(regions, parent, `regions.${index}.parent`, "地区");
  }
  for (const list of ["targets", "board"] as const) {
    for (const [index, one] of (file[list] ?? []).entries()) {
      need(indicators, one.indicator, `${list}.${index}.indicator`, "指标");
      need(regions, one.region, `${list}.${index}.region`, "地区");
    }
  }
  return faults;
}

/**
 * Saves the file as one change. An installation without any rule for lights gets the ones that the
 * product knows, so that targets are judged from the first figure on.
 */
export async function saveCatalogueFile(
  storage: Storage,
  file: CatalogueFile,
  known: Pick<Catalogue, "rules">,
): Promise<CatalogueWrite> {
  const { board, regions, indicators, targets } = file;
  const rules = file.rules.length > 0 || known.rules.length > 0 ? file.rules : defaultRules;
  return storage.saveCatalogue({
    regions,
    indicators,
    targets,
    rules,
    ...(board === undefined ? {} : { boardRows: board }),
  });
}

/** The catalogue as a file that `catalogue load` takes. */
export function catalogueText(catalogue: Catalogue): string {
  const { regions, indicators, rules, boardRows } = catalogue;
  const targets = catalogue.targets.map(({ revision: _, ...target }) => target);
  return JSON.stringify({ regions, indicators, targets, rules, board: boardRows }, null, 2);
}
