import type { ApiKey } from "@diaodu/contracts";

export type KeyState = "active" | "expired" | "revoked";

export function stateOf(key: ApiKey, now: number): KeyState {
  if (key.revokedAt !== null) return "revoked";
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? "expired" : "active";
}
