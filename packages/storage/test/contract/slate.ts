import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";

const NOW = "2020-07-16T02:00:00.000Z";
const SOON = "2020-07-16T02:10:00.000Z";

export function slateContract(
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  const pair = async (): Promise<[Storage, Storage]> => {
    const url = await freshUrl();
    return [await open(url), await open(url)];
  };

  describe("the slate", () => {
    test("is written where it says what the writer knows, by one of two who write at once", async () => {
      const [one, two] = await pair();
      const put = (by: Storage, value: string, was: string | null) =>
        by.slate.put("job:1", value, { was, now: NOW, until: SOON });
      const first = await Promise.all([put(one, "a", null), put(two, "b", null)]);
      expect(first.filter(Boolean)).toHaveLength(1);
      const said = first[0] ? "a" : "b";
      expect(await two.slate.read("job:1", NOW)).toBe(said);
      const next = await Promise.all([put(one, "c", said), put(two, "d", said)]);
      expect(next.filter(Boolean)).toHaveLength(1);
      expect(await put(one, "e", said)).toBe(false);
      expect(await put(one, "e", null)).toBe(false);
    });

    test("says nothing after the end of a note, and takes another then", async () => {
      const [{ slate }] = await pair();
      await slate.put("job:1", "a", { was: null, now: NOW, until: SOON });
      await slate.put("job:2", "b", { was: null, now: NOW, until: NOW });
      await slate.put("jobs", "c", { was: null, now: NOW, until: SOON });
      expect(await slate.list("job:", NOW)).toEqual([{ key: "job:1", value: "a" }]);
      expect(await slate.read("job:1", SOON)).toBeNull();
      expect(await slate.put("job:1", "z", { was: "a", now: SOON, until: SOON })).toBe(false);
      expect(await slate.put("job:1", "z", { was: null, now: SOON, until: SOON })).toBe(true);
      expect(await slate.pruneSlate(NOW)).toBe(1);
      await slate.wipe("job:");
      expect(await slate.list("job", NOW)).toEqual([{ key: "jobs", value: "c" }]);
    });

    test("counts each once, whoever counts, and anew after the end of the count", async () => {
      const [one, two] = await pair();
      const told = await Promise.all(
        [one, two, one, two, two].map(({ slate }) =>
          slate.count("tries", { now: NOW, until: SOON }),
        ),
      );
      expect(told.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
      expect(await one.slate.counted("tries", NOW)).toBe(5);
      await two.slate.uncount("tries");
      expect(await one.slate.counted("tries", NOW)).toBe(4);
      await two.slate.count("tries", { now: NOW, until: SOON, by: 7 });
      expect(await one.slate.counted("tries", NOW)).toBe(11);
      expect(await one.slate.counted("tries", SOON)).toBe(0);
      const later = "2020-07-16T03:00:00.000Z";
      expect(await one.slate.count("tries", { now: SOON, until: later })).toEqual({
        count: 1,
        until: later,
      });
    });

    test("keeps a file, of which a part can be read", async () => {
      const [one, two] = await pair();
      const bytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);
      await one.slate.putBytes("job:1:cells", bytes, SOON);
      expect(new Uint8Array((await two.slate.bytes("job:1:cells")) ?? [])).toEqual(bytes);
      const part = await two.slate.bytes("job:1:cells", { from: 250, length: 3 });
      expect([...(part ?? [])]).toEqual([250, 0, 1]);
      expect(await two.slate.bytes("job:2:cells")).toBeNull();
    });

    test("beside it, a name is given its value once, by whoever comes first", async () => {
      const [one, two] = await pair();
      const told = await Promise.all([one.meta.claim("who", "one"), two.meta.claim("who", "two")]);
      expect(told[0]).toBe(told[1]);
      expect(await one.meta.get("who")).toBe(told[0]);
    });
  });
}
