import type { RequestHandler } from "express";
import { Refusal } from "./problems.ts";

/** No address of ours holds a NUL, and no database of ours could be asked for one. */
export const refuseNul: RequestHandler = (req, _res, next) => {
  if (!/%00/u.test(req.url)) return next();
  const inPath = /%00/u.test(req.path);
  next(new Refusal(inPath ? "not_found" : "invalid_query", inPath ? {} : { faults: [NUL] }));
};

const NUL = { path: "", code: "malformed_text", message: "含有无效字符" } as const;
