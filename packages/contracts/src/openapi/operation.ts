import type { ProblemCode } from "../problem.ts";
import type { ComponentName } from "./components.ts";
import { ALWAYS, content, refusals } from "./parts.ts";
import type { Json } from "./parts.ts";

/** Ways to prove who calls: a signed-in browser, or a machine's key. */
export const BY_SESSION = [{ session: [], csrf: [] }] as const;

interface Operation {
  readonly id: string;
  readonly summary: string;
  /** Whether a session must prove the caller. */
  readonly open?: boolean;
  readonly body?: ComponentName;
  readonly answer?: ComponentName;
  /** Media type of a file that is answered instead. */
  readonly file?: string;
  /** Other than 200, or 204 where nothing is answered. */
  readonly status?: 201 | 202;
  readonly path?: readonly string[];
  readonly parameters?: readonly Json[];
  readonly refusals?: readonly ProblemCode[];
}

/** An operation that people call with their browser. */
export function operation(o: Operation): Json {
  const status = String(o.status ?? (o.answer === undefined && o.file === undefined ? 204 : 200));
  const answered =
    o.file === undefined
      ? o.answer === undefined
        ? {}
        : content(o.answer)
      : { content: { [o.file]: { schema: { type: "string" } } } };
  const parameters = [
    ...(o.path ?? []).map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
    ...(o.parameters ?? []),
  ];
  const always: ProblemCode[] = [
    ...(o.open === true ? [] : (["unauthenticated", "forbidden", "forged_request"] as const)),
    ...(o.body === undefined
      ? []
      : (["malformed_json", "unsupported_media_type", "validation_failed"] as const)),
    ...(o.refusals ?? []),
    ...ALWAYS,
  ];
  return {
    operationId: o.id,
    summary: o.summary,
    ...(o.open === true ? {} : { security: BY_SESSION }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(o.body === undefined ? {} : { requestBody: { required: true, ...content(o.body) } }),
    responses: {
      [status]: { description: "Done", ...answered },
      ...refusals(...always),
    },
  };
}
