import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { hostileLeaf, spoiled } from "./hostile-values.ts";

const DEEP = 40_000;

/** What stands below the address of a request. */
export interface Sent {
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

/** @param fine bodies that the route takes: sent as they are, or spoiled in one place */
export function bodyFor(method: string, fine: readonly unknown[]): fc.Arbitrary<Sent> {
  if (method === "GET" || method === "HEAD") return fc.constant({ headers: {}, body: null });
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
