import { gzipSync } from "node:zlib";
import fc from "fast-check";
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
const LONE = "\uD800";
const DEEP = 40_000;

const hostileText = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\u0000",
    "a\u0000b",
    LONE,
    `x${LONE}`,
    "\u202Egpj.exe",
    "\r\nSet-Cookie: a=b",
  ),
  fc.constantFrom("__proto__", "constructor", "toString", "../../etc/passwd", "..\\..\\x", "%00"),
  fc.constantFrom(
    "'; drop table account; --",
    "1e400",
    "NaN",
    "-0",
    "２０２０",
    "2020-02-30",
    "9".repeat(400),
  ),
  fc.constantFrom("x".repeat(5000), "<script>alert(1)</script>", "=HYPERLINK(1)", "all", "null"),
  fc.string({ unit: "binary", maxLength: 30 }),
);

const hostileLeaf: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -1e-308, 2 ** 53, [], {}),
  fc.array(hostileText, { maxLength: 3 }),
  fc.dictionary(fc.oneof(hostileText, fc.constant("a")), fc.constant(1), { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** The value with one place of it replaced, removed or doubled. */
function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  return fc
    .tuple(
      fc.constantFrom(...places),
      hostileLeaf,
      fc.constantFrom("set", "set", "drop", "wrap", "add"),
    )
    .map(([place, leaf, how]) => changedAt(value, place, leaf, how));
}

function placesOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesOf(inner).map((rest) => [key, ...rest]),
    ),
  ];
}

function changedAt(value: unknown, place: readonly string[], leaf: unknown, how: string): unknown {
  const [key, ...rest] = place;
  if (key === undefined) {
    if (how === "wrap") return [value];
    if (how === "add" && typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { ...value, [typeof leaf === "string" ? leaf.slice(0, 60) : "odd"]: leaf };
    }
    return leaf;
  }
  if (Array.isArray(value)) {
    return value.map((inner: unknown, at) =>
      String(at) === key ? changedAt(inner, rest, leaf, how) : inner,
    );
  }
  return Object.fromEntries(
    Object.entries(value as object).flatMap(([name, inner]: [string, unknown]) => {
      if (name !== key) return [[name, inner]];
      return how === "drop" && rest.length === 0 ? [] : [[name, changedAt(inner, rest, leaf, how)]];
    }),
  );
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

const JSON_TYPE = { "content-type": "application/json" };
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

/** Bodies that are no JSON, claim to be something else, or are JSON out of all proportion. */
const rawBodies: fc.Arbitrary<Sent> = fc.oneof(
  fc.constant({ headers: {}, body: null }),
  fc.constantFrom<Sent>(
    { headers: JSON_TYPE, body: bytes("") },
    { headers: JSON_TYPE, body: bytes('{"login":"a","pass') },
    { headers: JSON_TYPE, body: bytes("[".repeat(DEEP) + "]".repeat(DEEP)) },
    {
      headers: JSON_TYPE,
      body: bytes('{"cells":'.concat('{"a":'.repeat(DEEP / 4), "1", "}".repeat(DEEP / 4), "}")),
    },
    {
      headers: JSON_TYPE,
      body: bytes('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
    },
    { headers: JSON_TYPE, body: new Uint8Array([0xff, 0xfe, 0x00, 0x7b]) },
    { headers: { "content-type": "application/json; charset=utf-7" }, body: bytes("{}") },
    { headers: { ...JSON_TYPE, "content-encoding": "gzip" }, body: bytes("{}") },
    { headers: { ...JSON_TYPE, "content-encoding": "br" }, body: bytes("{}") },
    { headers: { ...JSON_TYPE, "content-encoding": "x-bogus" }, body: bytes("{}") },
    {
      headers: { ...JSON_TYPE, "content-encoding": "gzip" },
      body: new Uint8Array(gzipSync(Buffer.alloc(20_000_000))),
    },
    {
      headers: { "content-type": "application/x-ndjson" },
      body: bytes('{"a":1}\n[\n\u0000\n"x"\n'),
    },
    {
      headers: { "content-type": "application/x-ndjson" },
      body: new Uint8Array([0xff, 0x0a, 0xc3, 0x28, 0x0a]),
    },
    {
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: bytes("--x\r\n\r\n--x--"),
    },
    {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: bytes("login=a&password=b"),
    },
    { headers: { "content-type": "text/plain" }, body: bytes("{}") },
    {
      headers: {
        "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      },
      body: bytes("PK\u0003\u0004"),
    },
    { headers: { "content-type": "\u00ff" }, body: bytes("{}") },
  ),
  fc.uint8Array({ maxLength: 200 }).map((body): Sent => ({ headers: JSON_TYPE, body })),
);

function bodyFor(route: GuardedRoute, method: string, known: Known): fc.Arbitrary<Sent> {
  if (method === "GET" || method === "HEAD") return fc.constant({ headers: {}, body: null });
  const fine = known.bodies[`${method} ${route.path}`] ?? [{}];
  const asJson = (value: unknown): Sent => ({
    headers: JSON_TYPE,
    body: bytes(JSON.stringify(value) ?? "null"),
  });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...fine).map(asJson) },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...fine)
        .chain(spoiled)
        .map(asJson),
    },
    { weight: 1, arbitrary: hostileLeaf.map(asJson) },
    { weight: 2, arbitrary: rawBodies },
  );
}

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
            bodyFor(route, method, known),
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
