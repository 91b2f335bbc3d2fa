/** One line of a body, or why it cannot be read. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: "too_long" | "not_utf8" };

/** Thrown into the reader's loop when more bytes came than are taken. */
export class TooManyBytes extends Error {
  override readonly name = "TooManyBytes";
}

const NEWLINE = 0x0a;

/**
 * The lines of a stream of bytes, blank ones left out but counted. Holds one line at a time, and of a
 * line longer than `maxLine` bytes nothing: it is told as a fault and passed over.
 *
 * @throws TooManyBytes after `maxBytes`; whatever the stream throws when it is cut
 */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  { maxLine, maxBytes }: { readonly maxLine: number; readonly maxBytes: number },
): AsyncGenerator<Line> {
  let number = 0;
  let read = 0;
  let pieces: Uint8Array[] = [];
  let held = 0;
  let over = false;

  const keep = (piece: Uint8Array): void => {
    over ||= held + piece.length > maxLine;
    if (over) {
      pieces = [];
      held = 0;
      return;
    }
    // A piece is a view of the chunk: a copy lets the chunk go.
    if (piece.length > 0) pieces.push(Uint8Array.from(piece));
    held += piece.length;
  };
  const take = (): Line | null => {
    number += 1;
    const line = over ? ({ number, fault: "too_long" } as const) : decoded(number, pieces);
    pieces = [];
    held = 0;
    over = false;
    return line;
  };

  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > maxBytes) throw new TooManyBytes();
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      const line = take();
      if (line !== null) yield line;
    }
    keep(chunk.subarray(start));
  }
  if (held > 0 || over) {
    const line = take();
    if (line !== null) yield line;
  }
}

function decoded(number: number, pieces: readonly Uint8Array[]): Line | null {
  try {
    // The decoder drops a byte order mark, as spreadsheets write one.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces)).trim();
    return text === "" ? null : { number, text };
  } catch {
    return { number, fault: "not_utf8" };
  }
}
