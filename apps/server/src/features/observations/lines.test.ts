import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf, TooManyBytes } from "./lines.ts";

const WIDE = { maxLine: 1000, maxBytes: 1_000_000 };

async function collect(chunks: Uint8Array[], limits = WIDE) {
  async function* stream() {
    yield* chunks;
  }
  const lines = [];
  for await (const line of linesOf(stream(), limits)) lines.push(line);
  return lines;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test("lines come whole however the bytes are cut, in Chinese too", async () => {
  const line = fc.string({ unit: fc.constantFrom("统", "计", "a", "1", '"', " ", "𠮷") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      async (texts, size) => {
        const all = bytes(texts.join("\n"));
        const chunks = [];
        for (let at = 0; at < all.length; at += size) chunks.push(all.subarray(at, at + size));
        const wanted = texts.flatMap((text, index) =>
          text.trim() === "" ? [] : [{ number: index + 1, text: text.trim() }],
        );
        expect(await collect(chunks)).toEqual(wanted);
      },
    ),
  );
});

test("a line that is too long is named and the next is read", async () => {
  const chunks = ["ab", "cdefgh", "ij\nok\n", "0123456789"].map(bytes);
  expect(await collect(chunks, { maxLine: 8, maxBytes: 100 })).toEqual([
    { number: 1, fault: "too_long" },
    { number: 2, text: "ok" },
    { number: 3, fault: "too_long" },
  ]);
});

test("bytes that are no text are named, and a byte order mark is no part of the first line", async () => {
  const chunks = [bytes("\u{FEFF}one\r\n"), Uint8Array.of(0xff, 0xfe, 0x0a), bytes("three")];
  expect(await collect(chunks)).toEqual([
    { number: 1, text: "one" },
    { number: 2, fault: "not_utf8" },
    { number: 3, text: "three" },
  ]);
});

test("reading stops where more bytes came than are taken", async () => {
  const chunks = [bytes("one\n"), bytes("two\n"), bytes("three\n")];
  await expect(collect(chunks, { maxLine: 10, maxBytes: 9 })).rejects.toThrow(TooManyBytes);
});
