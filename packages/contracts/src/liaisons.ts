import { z } from "zod";
import { namedPerson, personInput, stepWords } from "./record.ts";
import { unitCode } from "./session.ts";
import { indicatorCode, instant, nameText, regionCode, seq, words } from "./vocabulary.ts";

export const liaisonSubject = z.enum(["enterprise", "project", "region", "indicator"]);
export const liaisonEvent = z.enum(["begin", "amend", "note", "end"]);

/** 包联. */
export const liaison = z.object({
  id: z.string(),
  version: z.int().positive(),
  state: z.enum(["active", "ended"]),
  leader: namedPerson,
  subject: liaisonSubject,
  /** Of the enterprise, project, region or indicator. */
  name: z.string(),
  unit: unitCode,
  unitName: z.string(),
  region: regionCode,
  regionName: z.string(),
  indicator: indicatorCode.nullable(),
  indicatorName: z.string().nullable(),
  /** 一企一策. */
  plan: z.string(),
  /** Newest last. */
  notes: z.array(z.object({ at: instant, by: namedPerson, words: z.string() })),
  /** Open items that belong to it and that the reader may see. */
  items: z.int().nonnegative(),
  simulated: z.boolean(),
  changedAt: instant,
  /** Steps that this reader could take now. */
  steps: z.array(liaisonEvent),
});

export const liaisons = z.object({ liaisons: z.array(liaison) });

const contents = {
  leader: personInput,
  subject: liaisonSubject,
  name: nameText(80),
  unit: unitCode,
  region: regionCode,
  indicator: indicatorCode.nullable().default(null),
  plan: words(2000),
};

export const newLiaison = z.strictObject(contents);

export const liaisonStepRequest = z.strictObject({
  /** The version that the sender saw. */
  version: z.int().positive(),
  event: liaisonEvent.exclude(["begin"]),
  /** The note, or the reason. */
  words: stepWords,
  /** Of `amend`. */
  changes: z
    .strictObject({
      leader: personInput,
      name: nameText(80),
      unit: unitCode,
      plan: words(2000),
    })
    .partial()
    .nullable()
    .default(null),
});

export const liaisonAnswer = z.object({ seq, liaison });

export type Liaison = z.infer<typeof liaison>;
export type Liaisons = z.infer<typeof liaisons>;
export type NewLiaison = z.input<typeof newLiaison>;
export type LiaisonStepRequest = z.input<typeof liaisonStepRequest>;
export type LiaisonAnswer = z.infer<typeof liaisonAnswer>;
