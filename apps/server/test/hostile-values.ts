import fc from "fast-check";

const LONE = "\uD800";

/** Texts that no field expects, and some that look as if they did. */
export const hostileText = fc.oneof(
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

/** The same, and whatever is no text. */
export const hostileLeaf: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -1e-308, 2 ** 53, [], {}),
  fc.array(hostileText, { maxLength: 3 }),
  fc.dictionary(fc.oneof(hostileText, fc.constant("a")), fc.constant(1), { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** The value with one place of it replaced, removed or doubled. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
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
