import type { CatalogueAnswer, CatalogueKind } from "@diaodu/contracts";
import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import type { Named } from "../scope/scope-words.ts";

/** Names by which definitions speak of each other. */
export interface Names {
  readonly regions: readonly Named[];
  readonly indicators: readonly Named[];
  readonly units: readonly Named[];
}

/**
 * One list of the catalogue: its table, its form, its address.
 *
 * @typeParam Row a definition as it stands in the catalogue
 */
export interface DefinitionList<Row extends object> {
  readonly kind: Exclude<CatalogueKind, "board">;
  readonly rows: (catalogue: CatalogueAnswer) => readonly Row[];
  /** Key within the list, as history asks for it. */
  readonly key: (row: Row) => string;
  /** Below `/catalogue`. */
  readonly path: (row: Row) => string;
  readonly title: (row: Row, names: Names) => string;
  readonly columns: (names: Names) => TableColumnsType<Row>;
  /** Fields of the form; `fixed` when the definition exists and its key stays. */
  readonly Fields: (props: { fixed: boolean; names: Names }) => ReactNode;
  /** What the form begins with. */
  readonly typed: (row: Row | null) => object;
  /** What the form says, as a definition. */
  readonly definition: (typed: Record<string, unknown>) => Row;
}

/** `名称 / 代码` where a code alone says little. */
export function nameIn(known: readonly Named[], code: string): string {
  return known.find((one) => one.code === code)?.name ?? code;
}

export function choices(known: readonly Named[]) {
  return known.map(({ code, name }) => ({ value: code, label: name }));
}

/** An empty line of a form is no value. */
export function orNull(typed: unknown): unknown {
  return typed === undefined || typed === "" ? null : typed;
}
