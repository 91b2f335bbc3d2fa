import type { ErrorRequestHandler } from "express";
import { Refusal } from "../http/problems.ts";
import type { Auditor } from "./audit.ts";
import { addressOf, callerOf, nobodyAt } from "./caller.ts";
import type { Caller } from "./caller.ts";
import { Denied } from "./guard.ts";

/** Notes what was refused for want of a right, then lets the refusal be answered. */
export function auditRefusals(audit: Auditor): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const deed = deedOf(error, `${req.method} ${req.path}`);
    if (deed !== null) {
      const by = knownCaller(res) ?? nobodyAt("closed", addressOf(req));
      try {
        await audit.note(by, { ...deed, result: "refused" });
      } catch (failure) {
        // The refusal stands whether or not it could be written down.
        req.log.error({ err: failure }, "a refusal could not be audited");
      }
    }
    next(error);
  };
}

function deedOf(error: unknown, request: string) {
  if (error instanceof Denied) {
    const detail = { request, code: error.code };
    return { action: error.action, object: error.object, detail };
  }
  if (!(error instanceof Refusal)) return null;
  if (error.code === "forged_request") return { action: "request.forged", detail: { request } };
  // A key that does not open: nobody is known yet whom an action could be refused.
  if (error.code === "unauthenticated") return { action: "api_key.use", detail: { request } };
  return null;
}

/** Null where the caller is what could not be found out. */
function knownCaller(res: Parameters<typeof callerOf>[0]): Caller | null {
  try {
    return callerOf(res);
  } catch {
    return null;
  }
}
