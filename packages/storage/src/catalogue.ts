import { readCatalogueHistory } from "./catalogue-history.ts";
import { readCatalogue } from "./catalogue-reads.ts";
import { saveCatalogue } from "./catalogue-writes.ts";
import { readHeadSeq } from "./change-log.ts";
import type { Ground } from "./ground.ts";
import type { CatalogueInput, CatalogueWrite, ChangeNote, Storage } from "./storage.ts";

type CatalogueMethods = Pick<
  Storage,
  | "catalogue"
  | "catalogueHistory"
  | "saveCatalogue"
  | "saveIndicator"
  | "saveRegion"
  | "saveTarget"
  | "saveRule"
  | "saveBoardRows"
>;

export function catalogueOf(ground: Ground): CatalogueMethods {
  const db = ground.engine.reads;
  const save = async (input: CatalogueInput, note: ChangeNote = {}): Promise<CatalogueWrite> => {
    const { reason = null, audit } = note;
    const committedAt = ground.now().toISOString();
    const seq = await saveCatalogue(ground, input, { reason, committedAt, audit });
    return seq === null ? { seq: await readHeadSeq(db), changed: false } : { seq, changed: true };
  };
  return {
    catalogue: (at) => readCatalogue(db, at?.atSeq),
    catalogueHistory: (kind, code) => readCatalogueHistory(db, kind, code),
    saveCatalogue: save,
    saveIndicator: (indicator, note) => save({ indicators: [indicator] }, note),
    saveRegion: (region, note) => save({ regions: [region] }, note),
    saveTarget: (target, note) => save({ targets: [target] }, note),
    saveRule: (rule, note) => save({ rules: [rule] }, note),
    saveBoardRows: (rows, note) => save({ boardRows: rows }, note),
  };
}
