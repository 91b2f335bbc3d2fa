import type { Request, Response } from "express";
import type { Storage } from "@diaodu/storage";
import {
  CODE_MS,
  codeOf,
  newScreenSecret,
  SCREEN_COOKIE,
  screenCookie,
  screenHash,
  screenSecretOf,
} from "../../access/display.ts";

export type Pairing =
  | { readonly state: "paired" }
  | { readonly state: "waiting"; readonly code: string }
  /** No code of this display is known, or no longer. */
  | { readonly state: "none" };

type Screens = Pick<Storage, "screenByToken" | "requestPairing">;

/** How the display that sends this request stands. */
export async function pairingOf(req: Request, storage: Screens, now: Date): Promise<Pairing> {
  const secret = screenSecretOf(req.headers);
  if (secret === null) return { state: "none" };
  const screen = await storage.screenByToken(screenHash(secret), now.toISOString());
  if (screen === "waiting") return { state: "waiting", code: codeOf(secret) };
  return screen === null || screen.revokedAt !== null ? { state: "none" } : { state: "paired" };
}

/** Gives the display a secret to keep and the code to show; the secret opens nothing until paired. */
export async function startPairing(
  req: Request,
  res: Response,
  storage: Screens,
  now: Date,
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const expiresAt = new Date(now.getTime() + CODE_MS).toISOString();
  for (;;) {
    const secret = newScreenSecret();
    const code = codeOf(secret);
    const asked = { code, tokenHash: screenHash(secret), expiresAt };
    // Two displays never show one code at a time.
    if ((await storage.requestPairing(asked)).kind === "code_in_use") continue;
    res.cookie(SCREEN_COOKIE, secret, screenCookie(req.secure));
    return { code, expiresAt };
  }
}

/** A year from now on, for a display that is in use. */
export function keepPaired(req: Request, res: Response): void {
  const secret = screenSecretOf(req.headers);
  if (secret !== null) res.cookie(SCREEN_COOKIE, secret, screenCookie(req.secure));
}
