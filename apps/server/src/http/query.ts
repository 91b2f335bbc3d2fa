import type { Request } from "express";
import type { Fault } from "@diaodu/contracts";
import { z } from "zod";
import { chinese } from "./chinese.ts";
import { Refusal } from "./problems.ts";

/** A position in the log as a query parameter: plain digits, at most what a number holds exactly. */
export const seqText = z
  .string()
  .regex(/^\d{1,15}$/u, "须为非负整数")
  .transform(Number);

/** Every issue of a schema as a fault. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: path === "" ? printable(key) : `${path}.${printable(key)}`,
        code: issue.code,
        message: "没有这个字段",
      }));
    }
    return [{ path, code: issue.code, message: issue.message }];
  });
}

/** A caller's own key, short and without what could garble a log or a page. */
function printable(key: string): string {
  return key.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, "\u{FFFD}").slice(0, 60);
}

/**
 * The query string by `schema`; unknown and repeated parameters are faults too.
 * @throws Refusal `invalid_query` with every fault.
 */
export function parseQuery<S extends z.ZodType>(schema: S, req: Request): z.output<S> {
  const parsed = schema.safeParse(req.query, chinese);
  if (!parsed.success) throw new Refusal("invalid_query", { faults: faultsOf(parsed.error) });
  return parsed.data;
}

/** The `:id` of the path; null for what no id of ours looks like, so that no database is asked for it. */
export function idOf(req: Request): string | null {
  const { id } = req.params;
  return typeof id === "string" && /^[\w-]{1,64}$/u.test(id) ? id : null;
}
