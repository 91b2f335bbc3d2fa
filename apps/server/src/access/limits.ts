import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { Refusal } from "../http/problems.ts";
import { callerOf } from "./caller.ts";

const MINUTE_MS = 60_000;

/** Requests over the limit are told when to come back (`Retry-After`). Counted in each process. */
function limitOf(o: {
  readonly windowMs: number;
  readonly limit: number;
  readonly key: (req: Request, res: Parameters<RequestHandler>[1]) => string;
  readonly skip?: (req: Request, res: Parameters<RequestHandler>[1]) => boolean;
}): RequestHandler {
  return rateLimit({
    windowMs: o.windowMs,
    limit: o.limit,
    keyGenerator: o.key,
    ...(o.skip === undefined ? {} : { skip: o.skip }),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new Refusal("too_many_requests")),
    // Whether a proxy is trusted is configured, not guessed from headers.
    validate: { xForwardedForHeader: false, trustProxy: false },
  });
}

const addressKey = (req: Request) => ipKeyGenerator(req.ip ?? "");

/** Attempts from one address for one login, in five minutes. After the body is read. */
export function signInLimit(limit: number): RequestHandler {
  return limitOf({
    windowMs: 5 * MINUTE_MS,
    limit,
    key: (req) => `${addressKey(req)} ${loginOf(req.body)}`,
  });
}

/**
 * Attempts of one person from one address in five minutes, where a session or a sign-in that is half
 * done says who it is: a whole office comes from one address.
 */
export function ownLimit(limit: number): RequestHandler {
  return limitOf({
    windowMs: 5 * MINUTE_MS,
    limit,
    key: (req, res) => {
      const who = callerOf(res).accountId ?? req.session.half ?? "";
      return `${addressKey(req)} ${who}`;
    },
  });
}

/** Attempts from one address, whatever they name, in five minutes. */
export function addressLimit(limit: number): RequestHandler {
  return limitOf({ windowMs: 5 * MINUTE_MS, limit, key: addressKey });
}

/** Requests of one API key in a minute. */
export function apiKeyLimit(limit: number): RequestHandler {
  return limitOf({
    windowMs: MINUTE_MS,
    limit,
    key: (_req, res) => callerOf(res).apiKey?.id ?? "",
    skip: (_req, res) => callerOf(res).apiKey === null,
  });
}

function loginOf(body: unknown): string {
  const login: unknown =
    typeof body === "object" && body !== null && "login" in body ? body.login : null;
  return typeof login === "string" ? login.trim().toLowerCase().slice(0, 40) : "";
}

/** Wrong guesses by whoever asks over a socket. Counted in each process. */
export interface GuessLimit {
  /** Whether this address may try again. */
  allows(address: string): boolean;
  /** Counts a wrong guess. */
  wrong(address: string): void;
}

/** @param limit wrong guesses of one address in five minutes */
export function guessLimit(limit: number, clock: () => Date): GuessLimit {
  const counted = new Map<string, { count: number; until: number }>();
  const current = (address: string) => {
    const known = counted.get(address);
    return known !== undefined && known.until > clock().getTime() ? known : null;
  };
  return {
    allows: (address) => (current(ipKeyGenerator(address))?.count ?? 0) < limit,
    wrong(given) {
      const address = ipKeyGenerator(given);
      const known = current(address);
      if (known !== null) {
        known.count += 1;
        return;
      }
      const now = clock().getTime();
      // Addresses whose time is over are not kept for ever.
      for (const [other, { until }] of counted) if (until <= now) counted.delete(other);
      counted.set(address, { count: 1, until: now + 5 * MINUTE_MS });
    },
  };
}
