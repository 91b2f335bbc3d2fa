import type { IncomingHttpHeaders } from "node:http";
import type { ApiKey, Storage } from "@diaodu/storage";
import { Refusal } from "../http/problems.ts";
import type { Caller } from "./caller.ts";

/** No secret of ours is longer; what is longer is not looked up. */
const MAX_SECRET = 200;

/**
 * The machine that shows a key, from `Authorization: Bearer …` or `X-Api-Key`; null without one.
 * @throws Refusal `unauthenticated`, in the same words whether the key is unknown, revoked or past its
 *   last day
 */
export async function machineOf(
  headers: IncomingHttpHeaders,
  o: {
    readonly storage: Pick<Storage, "findApiKey">;
    readonly now: Date;
    readonly ip: string | null;
  },
): Promise<Caller | null> {
  const secret = secretOf(headers);
  if (secret === null) return null;
  const key = secret.length > MAX_SECRET ? null : await o.storage.findApiKey(secret);
  if (key === null || (key.expiresAt !== null && Date.parse(key.expiresAt) <= o.now.getTime())) {
    throw new Refusal("unauthenticated");
  }
  return machineWith(key, o.ip);
}

/**
 * A machine acts for the unit of its key, and for any where it has none. One that publishes directly
 * has no business with what waits for review [U5].
 */
function machineWith(key: ApiKey, ip: string | null): Caller {
  return {
    subject: {
      roles: [key.mode === "review" ? "machine" : "feed"],
      units: key.unit === null ? "all" : [key.unit],
      regions: key.regions ?? "all",
    },
    actor: { kind: "machine", id: key.id, name: key.name, ip },
    accountId: null,
    sessionId: null,
    apiKey: key,
    pending: "none",
  };
}

function secretOf(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(\S+) *$/iu.exec(headers.authorization ?? "")?.[1];
  const secret = bearer ?? headers["x-api-key"];
  return typeof secret === "string" && secret.length > 0 ? secret : null;
}
