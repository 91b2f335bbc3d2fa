import { z } from "zod";
import {
  boardRowDefinition,
  catalogueKind,
  dutyDefinition,
  indicatorDefinition,
  regionDefinition,
  ruleDefinition,
  targetDefinition,
  unitDefinition,
} from "./catalogue.ts";
import { instant, seq, words } from "./vocabulary.ts";

const reason = words(500);

/** The catalogue as it stands at `seq`. */
export const catalogueAnswer = z.object({
  seq,
  /** Names what is written below, for `If-Match`-like checks of an import: equal texts are equal catalogues. */
  fingerprint: z.string(),
  regions: z.array(regionDefinition),
  indicators: z.array(indicatorDefinition),
  targets: z.array(targetDefinition.extend({ revision: z.int().positive() })),
  rules: z.array(ruleDefinition),
  units: z.array(unitDefinition),
  duties: z.array(dutyDefinition),
  board: z.array(boardRowDefinition),
});

/** One definition set, with why. Its shape is that of the list it belongs to. */
export const definitionPut = z.strictObject({ definition: z.unknown(), reason });

/** The end of a duty, with why. */
export const definitionEnd = z.strictObject({ reason });

export const catalogueWritten = z.object({
  seq,
  /** False when it said nothing new; `seq` is then the head. */
  changed: z.boolean(),
});

/** Every revision of one definition, newest first. */
export const catalogueHistory = z.object({
  kind: catalogueKind,
  code: z.string(),
  revisions: z.array(
    z.object({
      revision: z.int().positive(),
      seq,
      committedAt: instant,
      reason: z.string().nullable(),
      /** Null where the definition was ended. */
      definition: z.unknown(),
    }),
  ),
});

export const importVerdict = z.enum(["add", "change", "unchanged", "end", "fault"]);

/** What an imported catalogue would do, thing by thing. */
export const catalogueImport = z.object({
  /** Of the catalogue that it was compared with; sent back with `apply`. */
  fingerprint: z.string(),
  counts: z.object({
    add: z.int(),
    change: z.int(),
    unchanged: z.int(),
    end: z.int(),
    fault: z.int(),
  }),
  /** Everything but what is unchanged. */
  rows: z.array(
    z.object({
      kind: catalogueKind,
      /** Key within its kind; empty for the board and for what has none. */
      code: z.string(),
      name: z.string(),
      verdict: importVerdict,
      /** What a change changes, field by field, as short texts. */
      fields: z.array(
        z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
      faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    }),
  ),
  /** Faults of the file that belong to no row. */
  faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  /** Seq of the change; null for a preview and where nothing changed. */
  seq: seq.nullable(),
});

export type CatalogueAnswer = z.infer<typeof catalogueAnswer>;
export type CatalogueWritten = z.infer<typeof catalogueWritten>;
export type CatalogueHistory = z.infer<typeof catalogueHistory>;
export type CatalogueImport = z.infer<typeof catalogueImport>;
