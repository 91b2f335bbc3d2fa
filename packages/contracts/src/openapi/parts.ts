/** What the descriptions of routes are put together from. */
import { PROBLEMS } from "../problem.ts";
import type { ProblemCode } from "../problem.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Where a named schema stands in the document. */
export const reference = (name: string) => `#/components/schemas/${name}`;

/** A JSON body or answer of a named schema. */
export function content(name: string): { content: Json } {
  return { content: { "application/json": { schema: { $ref: reference(name) } } } };
}

/** Problem answers, grouped by HTTP status because several codes may share one. */
export function refusals(...codes: readonly ProblemCode[]): Json {
  const grouped = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    grouped.set(status, [...(grouped.get(status) ?? []), code]);
  }
  const document = { "application/problem+json": { schema: { $ref: reference("Problem") } } };
  return Object.fromEntries(
    [...grouped].map(([status, same]) => [
      String(status),
      {
        description: same.map((code) => `${code}: ${PROBLEMS[code].title}`).join("; "),
        content: document,
      },
    ]),
  );
}

/** A parameter of the query. */
export function query(name: string, required: boolean, pattern: string, description: string): Json {
  return { name, in: "query", required, description, schema: { type: "string", pattern } };
}

/** Answers that any route may give. */
export const ALWAYS = ["internal", "storage_unavailable", "storage_full", "not_ready"] as const;
export const REGION = "^(\\d{6}|\\d{4}[A-Z])$";
export const SEQ = "^\\d{1,15}$";
export const INDICATOR = "^[a-z][a-z0-9_]{0,39}$";
