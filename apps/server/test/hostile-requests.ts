import fc from "fast-check";
import { bodyFor } from "./hostile-bodies.ts";
import { hostileText } from "./hostile-values.ts";
import type { GuardedRoute } from "../src/access/guard.ts";

/** One request that nobody of good will sends. */
export interface HostileRequest {
  readonly method: string;
  /** From the root, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** Index of who sends it, by the caller's list. */
  readonly by: number;
}

/** What is known to exist, so that some requests get past the first look. */
export interface Known {
  /** Ids of accounts, entries, sessions, screens and keys. */
  readonly ids: readonly string[];
  /** Bodies that a route takes, by `METHOD path`: sent as they are or spoiled in one place. */
  readonly bodies: Readonly<Record<string, readonly unknown[]>>;
  /** Queries that a route takes, by path. */
  readonly queries: Readonly<Record<string, readonly string[]>>;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Parameters as they stand in the address: encoded, ill encoded, or hardly at all. */
function parameterOf(known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known.ids) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "%00",
        "a%00b",
        "%",
        "%zz",
        "%ED%A0%80",
        "%c0%ae",
        "..%2f..%2fx",
        "__proto__",
        "%0d%0aX:1",
        "x".repeat(3000),
      ),
    },
    {
      weight: 2,
      arbitrary: hostileText.map((text) => encodeURIComponent(wellFormed(text)) || "x"),
    },
  );
}

function queryOf(route: GuardedRoute, known: Known): fc.Arbitrary<string> {
  const fine = known.queries[route.path] ?? [""];
  const value = fc.oneof(
    hostileText.map((text) => encodeURIComponent(wellFormed(text))),
    fc.constantFrom("%00", "%", "%ED%A0%80", "1", "-1", "1e9", "999999999999999"),
  );
  const name = fc.constantFrom(
    "unit",
    "name",
    "round",
    "state",
    "at",
    "since",
    "region",
    "period",
    "indicator",
    "next",
    "code",
    "kind",
    "limit",
    "before",
    "action",
    "actorId",
    "from",
    "offset",
    "mode",
    "reason",
    "__proto__",
    "a[b]",
  );
  const odd = fc.array(fc.tuple(name, value), { maxLength: 4 });
  return fc.tuple(fc.constantFrom(...fine), odd, fc.boolean()).map(([base, more, plain]) => {
    const added = plain ? [] : more.map(([key, text]) => `${key}=${text}`);
    const all = [...(base === "" ? [] : [base]), ...added];
    return all.length === 0 ? "" : `?${all.join("&")}`;
  });
}

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { "x-forwarded-for": "1.2.3.4, ::1" },
      { "x-request-id": "../../x" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "idempotency-key": "" },
      { "idempotency-key": "k".repeat(300) },
      { "if-none-match": "*" },
      { "accept-encoding": "br;q=x, *;q=-1" },
      { range: "bytes=0-" },
      { authorization: `Bearer ${"x".repeat(4000)}` },
      { "x-api-key": "dd_\u00ff" },
    ),
  },
);

/**
 * Requests on these routes: right methods and wrong ones, bodies, queries, parameters; sent by whoever
 * passes the route's guard as often as by anybody.
 */
export function hostileRequests(
  routes: readonly GuardedRoute[],
  known: Known,
  people: { readonly count: number; readonly able: (route: GuardedRoute) => readonly number[] },
): fc.Arbitrary<HostileRequest> {
  return fc.constantFrom(...routes).chain((route) =>
    fc
      .oneof(
        { weight: 8, arbitrary: fc.constant(route.method) },
        { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
      )
      .chain((method) =>
        fc
          .tuple(
            pathOf(route, known),
            queryOf(route, known),
            bodyFor(method, known.bodies[`${method} ${route.path}`] ?? [{}]),
            oddHeaders,
            senderOf(route, people),
          )
          .map(([path, query, sent, odd, by]) => ({
            method,
            path: path + query,
            headers: { ...sent.headers, ...odd },
            body: sent.body,
            by,
          })),
      ),
  );
}

/** Half a character has no place in an address. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function senderOf(
  route: GuardedRoute,
  {
    count,
    able,
  }: { readonly count: number; readonly able: (route: GuardedRoute) => readonly number[] },
): fc.Arbitrary<number> {
  const anybody = fc.nat({ max: count - 1 });
  const some = able(route);
  return some.length === 0 ? anybody : fc.oneof(anybody, fc.constantFrom(...some));
}

function pathOf(route: GuardedRoute, known: Known): fc.Arbitrary<string> {
  const parts = route.path.split(/(:\w+|\*\w+)/u);
  return fc
    .tuple(...parts.map((part) => (/^[:*]/u.test(part) ? parameterOf(known) : fc.constant(part))))
    .map((made) => made.join(""));
}
