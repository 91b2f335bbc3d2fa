import type { CatalogueAnswer, CatalogueHistory, CatalogueKind } from "@diaodu/contracts";
import type { Catalogue, CatalogueRevision } from "@diaodu/storage";
import { catalogueAsFile, fingerprintOf } from "../../catalogue/catalogue-file.ts";

/** The catalogue as readers get it. */
export function presentCatalogue(catalogue: Catalogue): CatalogueAnswer {
  return {
    ...catalogueAsFile(catalogue),
    seq: catalogue.seq,
    fingerprint: fingerprintOf(catalogue),
    targets: [...catalogue.targets],
  };
}

/** Every revision of one definition, newest first. */
export function presentHistory(
  kind: CatalogueKind,
  code: string,
  revisions: readonly CatalogueRevision[],
): CatalogueHistory {
  return {
    kind,
    code,
    revisions: revisions.map(({ revision, seq, committedAt, reason, definition }) => ({
      revision,
      seq,
      committedAt,
      reason,
      definition,
    })),
  };
}
