import type { Request } from "express";
import type { ApiKey, Storage } from "@diaodu/storage";
import { Refusal } from "../http/problems.ts";

/** No secret of ours is longer; what is longer is not looked up. */
const MAX_SECRET = 200;

/**
 * The key that the caller holds, from `Authorization: Bearer …` or `X-Api-Key`.
 * @throws Refusal `unauthenticated`, in the same words whether the key is missing, unknown or revoked.
 */
export async function requireApiKey(req: Request, storage: Storage): Promise<ApiKey> {
  const secret = secretOf(req);
  const key = secret === null ? null : await storage.findApiKey(secret);
  if (key === null) throw new Refusal("unauthenticated");
  return key;
}

function secretOf(req: Request): string | null {
  const bearer = /^Bearer +(\S+) *$/iu.exec(req.headers.authorization ?? "")?.[1];
  const secret = bearer ?? req.headers["x-api-key"];
  return typeof secret === "string" && secret.length > 0 && secret.length <= MAX_SECRET
    ? secret
    : null;
}
