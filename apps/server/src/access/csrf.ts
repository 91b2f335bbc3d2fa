import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { RequestHandler } from "express";
import { Refusal } from "../http/problems.ts";
import { callerOf } from "./caller.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** A token for one session, 256 random bits. */
export function newCsrfToken(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Whether a browser would say that this request comes from a page of ours. A program that says
 * nothing of the kind passes: it has no cookies of somebody else to misuse.
 *
 * @param host by which the request reached us
 * @param publicUrl the installation's own address where a proxy changes `Host`
 */
export function sameOrigin(
  headers: IncomingHttpHeaders,
  host: string | undefined,
  publicUrl: string | null,
): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== null && from.origin === new URL(publicUrl).origin) return true;
  return from.host === host;
}

/**
 * Refuses changes that another site makes a browser send. Every change is held against its origin;
 * one that a session proves must also echo that session's token. Keys prove themselves: no browser
 * adds them by itself.
 */
export function csrfDefence(publicUrl: string | null): RequestHandler {
  return (req, res, next) => {
    const caller = callerOf(res);
    if (SAFE.has(req.method) || caller.apiKey !== null) return next();
    if (!sameOrigin(req.headers, req.headers.host, publicUrl)) throw new Refusal("forged_request");
    if (caller.sessionId === null) return next();
    const given = req.headers["x-csrf-token"];
    if (typeof given !== "string" || !sameText(given, req.session.csrf ?? "")) {
      throw new Refusal("forged_request");
    }
    next();
  };
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return b.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
