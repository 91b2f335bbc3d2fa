import type { Basis, Measure, Status } from "@diaodu/domain";

/** A figure of a file, ready to be sent once somebody has looked at it. */
export interface PreparedItem {
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly basis: Basis;
  readonly measure: Measure;
  readonly value: string;
  readonly status: Status;
  readonly asOf: string;
  readonly source: string;
  readonly reason: string | null;
  readonly note: string | null;
  /** Version of the entry when the preview was made; 0 for none. */
  readonly basedOn: number;
  readonly sheet: string;
  readonly cell: string;
}

/** What the items file holds: written and read by us alone. */
export interface Prepared {
  readonly file: { readonly name: string; readonly sha256: string };
  readonly items: readonly PreparedItem[];
}
