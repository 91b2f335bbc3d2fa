import { createHash, createHmac, randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { CookieOptions } from "express";
import type { Storage } from "@diaodu/storage";
import type { Caller } from "./caller.ts";

export const SCREEN_COOKIE = "diaodu_screen";
/** How long a display waits with one code on it. */
export const CODE_MS = 10 * 60_000;
const YEAR_MS = 365 * 86_400_000;

/** 34 signs without I and O. */
const SIGNS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const SECRET = /^[\w-]{43}$/u;

/** What a display keeps: nobody else learns it, not even the database. */
export function newScreenSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function screenHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** The six signs that a display shows; told from its secret, so that a reload shows the same. */
export function codeOf(secret: string): string {
  const bytes = createHmac("sha256", secret).update("pairing code").digest();
  return Array.from({ length: 6 }, (_, at) => SIGNS[bytes.readUInt16BE(at * 2) % 34]).join("");
}

/** The secret that a display shows; null for anything that is none. */
export function screenSecretOf(headers: IncomingHttpHeaders): string | null {
  for (const part of (headers.cookie ?? "").split(";")) {
    const [name, value = ""] = part.trim().split("=", 2);
    if (name === SCREEN_COOKIE) return SECRET.test(value) ? value : null;
  }
  return null;
}

export function screenCookie(secure: boolean): CookieOptions {
  return { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: YEAR_MS };
}

/** The display that shows its secret; null for none and for one that still waits. */
export async function displayOf(
  headers: IncomingHttpHeaders,
  o: {
    readonly storage: Pick<Storage, "screenByToken">;
    readonly now: Date;
    readonly ip: string | null;
  },
): Promise<Caller | null> {
  const secret = screenSecretOf(headers);
  if (secret === null) return null;
  const screen = await o.storage.screenByToken(screenHash(secret), o.now.toISOString());
  if (screen === null || screen === "waiting" || screen.revokedAt !== null) return null;
  return {
    subject: { roles: ["screen"], units: [], regions: [] },
    actor: { kind: "screen", id: screen.id, name: screen.name, ip: o.ip },
    accountId: null,
    sessionId: null,
    apiKey: null,
    pending: "none",
  };
}
