import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { Store } from "express-rate-limit";
import type { Slate, Storage } from "@diaodu/storage";
import { Refusal } from "../http/problems.ts";
import { callerOf } from "./caller.ts";
import { sharedTally } from "./shared-tally.ts";
import type { Tally } from "./shared-tally.ts";

const MINUTE_MS = 60_000;

/** Where all servers count together. */
export interface SharedCount {
  readonly slate: Slate;
  readonly clock: () => Date;
}

interface NamedCount extends SharedCount {
  /** What is counted: two counts of one caller are not one. */
  readonly name: string;
}

export function countedAt(
  { storage, clock }: { readonly storage: Pick<Storage, "slate">; readonly clock: () => Date },
  name: string,
): NamedCount {
  return { slate: storage.slate, clock, name };
}

/** Requests over the limit are told when to come back (`Retry-After`). */
function limitOf(o: {
  /** What is counted, and where; without it and a store each process counts for itself. */
  readonly shared?: NamedCount;
  readonly store?: Store;
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
    ...(o.store === undefined ? {} : { store: o.store }),
    ...(o.shared === undefined ? {} : { store: sharedStore(o.shared, o.windowMs) }),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_req, _res, next) => next(new Refusal("too_many_requests")),
    // Whether a proxy is trusted is configured, not guessed from headers.
    validate: { xForwardedForHeader: false, trustProxy: false },
  });
}

/** Counts on the slate. */
function sharedStore(o: NamedCount, windowMs: number): Store {
  const keyOf = (key: string) => `limit:${o.name}:${key}`;
  return {
    localKeys: false,
    async increment(key) {
      const { count, until } = await countIn(o, keyOf(key), windowMs);
      return { totalHits: count, resetTime: resetTime(until, o.clock) };
    },
    decrement: (key) => o.slate.uncount(keyOf(key)),
    resetKey: (key) => o.slate.wipe(keyOf(key)),
  };
}

/** Counts together with other processes, now and then. */
function tallyStore(tally: Tally, clock: () => Date): Store {
  return {
    localKeys: false,
    increment(key) {
      const { count, until } = tally.take(key);
      return { totalHits: count, resetTime: resetTime(until, clock) };
    },
    // Nothing that was counted is taken back here.
    decrement: () => undefined,
    resetKey: (key) => tally.forget(key),
  };
}

/** What is asked for is told by the clock of whoever counts the seconds from it. */
function resetTime(until: string, clock: () => Date): Date {
  return new Date(Date.now() + Date.parse(until) - clock().getTime());
}

const addressKey = (req: Request) => ipKeyGenerator(req.ip ?? "");

/** Attempts from one address for one login, in five minutes. After the body is read. */
export function signInLimit(limit: number, shared: NamedCount): RequestHandler {
  return limitOf({
    shared,
    windowMs: 5 * MINUTE_MS,
    limit,
    key: (req) => `${addressKey(req)} ${loginOf(req.body)}`,
  });
}

/**
 * Attempts of one person from one address in five minutes, where a session or a sign-in that is half
 * done says who it is: a whole office comes from one address.
 */
export function ownLimit(limit: number, shared: NamedCount): RequestHandler {
  return limitOf({
    shared,
    windowMs: 5 * MINUTE_MS,
    limit,
    key: (req, res) => {
      const who = callerOf(res).accountId ?? req.session.half ?? "";
      return `${addressKey(req)} ${who}`;
    },
  });
}

/** Attempts from one address, whatever they name, in five minutes. */
export function addressLimit(limit: number, shared: NamedCount): RequestHandler {
  return limitOf({ shared, windowMs: 5 * MINUTE_MS, limit, key: addressKey });
}

/**
 * Requests of one API key in a minute. Where several processes share a database they count together
 * now and then: a count in the database would cost each request a write.
 */
export function apiKeyLimit(
  limit: number,
  o: SharedCount & { readonly alone: boolean; readonly failed: (error: unknown) => void },
): RequestHandler {
  const windowMs = MINUTE_MS;
  const tally = o.alone ? null : sharedTally({ ...o, name: "api-key", windowMs, limit });
  return limitOf({
    ...(tally === null ? {} : { store: tallyStore(tally, o.clock) }),
    windowMs,
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

/** Guesses by whoever asks over a socket. */
export interface GuessLimit {
  /** Counts a guess; whether it may be made. */
  take(address: string): Promise<boolean>;
  /** It was right, and so is not counted. */
  right(address: string): Promise<void>;
}

/** @param limit wrong guesses of one address in five minutes, at all servers together */
export function guessLimit(limit: number, { slate, clock }: SharedCount): GuessLimit {
  const keyOf = (address: string) => `guess:${ipKeyGenerator(address)}`;
  return {
    async take(address) {
      return (await countIn({ slate, clock }, keyOf(address), 5 * MINUTE_MS)).count <= limit;
    },
    right: (address) => slate.uncount(keyOf(address)),
  };
}

function countIn({ slate, clock }: SharedCount, key: string, windowMs: number) {
  const now = clock();
  const until = new Date(now.getTime() + windowMs).toISOString();
  return slate.count(key, { now: now.toISOString(), until });
}
