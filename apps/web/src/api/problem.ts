import type { Fault, Problem, ProblemCode } from "@diaodu/contracts";

/** The server refused, and said why in a problem document (RFC 9457). */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: ProblemCode;
  /** Every failing field; empty where the refusal is about no field. */
  readonly faults: readonly Fault[];
  readonly document: Problem;

  constructor(document: Problem) {
    super(document.detail ?? document.title);
    this.status = document.status;
    this.code = document.code;
    this.faults = document.faults ?? [];
    this.document = document;
  }
}

/** Nothing came back: the line is cut or the server is away. What was sent may or may not be in. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Whether sending the same again later may succeed without anybody changing anything. */
export function passesByItself(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Refused && (error.status >= 502 || error.status === 429);
}

/** What an answer that is not ok says. Proxies answer in words of their own: those are unreachable. */
export async function refusalIn(response: Response): Promise<Refused | Unreachable> {
  const isProblem = response.headers.get("content-type")?.includes("problem+json") ?? false;
  if (!isProblem) return new Unreachable(`HTTP ${response.status}`);
  return new Refused((await response.json()) as Problem);
}

/** The one sentence that a person reads about a failed step, faults included. */
export function wordsOf(error: unknown, unreachable: string): string {
  if (!(error instanceof Refused)) return unreachable;
  const faults = error.faults.map(({ message }) => message);
  return faults.length === 0 ? error.message : [...new Set(faults)].join("；");
}
