import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { commit, figure } from "./figures.ts";

const WRITERS = 8;
const EACH = 25;

export function logOrderContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("the log", () => {
    test(
      "shows a tailer every seq once and in order while eight writers commit",
      { timeout: 60_000 },
      async () => {
        const url = await freshUrl();
        const [one, two, tailer] = await Promise.all([1, 2, 3].map(() => open(url)));
        if (one === undefined || two === undefined || tailer === undefined) throw new Error();
        const seen: number[] = [];
        const everything = tail(tailer, seen, WRITERS * EACH);
        await Promise.all(
          Array.from({ length: WRITERS }, async (_, writer) => {
            const storage = writer % 2 === 0 ? one : two;
            for (let n = 0; n < EACH; n += 1) {
              // All meet on one key and each has one of its own.
              await commit(storage, [
                figure({ value: `${writer}.${n}`, reason: "更正" }),
                figure({ region: String(371_401 + writer), value: String(n), reason: "更正" }),
              ]);
            }
          }),
        );
        await everything;
        expect(seen).toEqual(Array.from({ length: WRITERS * EACH }, (_, i) => i + 1));
        const revisions = await one.revisions(figure());
        const expected = Array.from({ length: WRITERS * EACH }, (_, i) => WRITERS * EACH - i);
        expect(revisions.filter((r) => r.value.includes(".")).length).toBe(WRITERS * EACH);
        expect(new Set(revisions.map((r) => r.revision)).size).toBe(revisions.length);
        expect(revisions.filter((r) => r.value.includes(".")).map((r) => r.seq)).toEqual(expected);
      },
    );

    test("wakes its own listeners at once and those of another process soon", async () => {
      const url = await freshUrl();
      const [writer, other] = [await open(url), await open(url)];
      const heard: number[] = [];
      const stop = writer.onCommit((head) => heard.push(head));
      const elsewhere = new Promise<number>((resolve) => other.onCommit(resolve));
      await commit(writer, [figure()]);
      expect(heard).toEqual([1]);
      expect(await elsewhere).toBe(1);
      stop();
      await commit(writer, [figure({ value: "2", reason: "更正" })]);
      expect(heard).toEqual([1]);
    });

    test("does not show a reader what is not committed", async () => {
      const storage = await fresh();
      const items = Array.from({ length: 300 }, (_, i) => figure({ region: String(370_000 + i) }));
      const counts = new Set<number>();
      const written = new AbortController();
      const writing = commit(storage, items).finally(() => written.abort());
      while (!written.signal.aborted) {
        counts.add((await storage.observations({ years: [2020] })).length);
        await new Promise(setImmediate);
      }
      await writing;
      expect([...counts].filter((n) => n !== 0 && n !== 300)).toEqual([]);
    });
  });
}

/** Reads as a server does: woken by commits, from its own position, until it has seen `count`. */
async function tail(storage: Storage, seen: number[], count: number): Promise<void> {
  let at = 0;
  let wake: () => void = () => {};
  const stop = storage.onCommit(() => wake());
  while (seen.length < count) {
    const woken = new Promise<void>((resolve) => (wake = resolve));
    const changes = await storage.changesSince(at, 50);
    for (const change of changes) seen.push(change.seq);
    at = changes.at(-1)?.seq ?? at;
    if (changes.length === 0) await woken;
  }
  stop();
}
