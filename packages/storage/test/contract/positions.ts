import { describe, expect, test } from "vitest";
import type { LogReading, Storage } from "../../src/index.ts";
import type { Outside } from "./audit.ts";
import { commit, figure } from "./figures.ts";

const seqsOf = (reading: LogReading): readonly number[] | "rewritten" =>
  reading.kind === "rewritten" ? "rewritten" : reading.rows.map((row) => row.seq);

export function positionContract(
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
  outside: Outside,
): void {
  describe("a position in the log", () => {
    const threeRows = async (): Promise<{ url: string; storage: Storage }> => {
      const url = await freshUrl();
      const storage = await open(url);
      for (const value of ["1", "2", "3"]) await commit(storage, [figure({ value, reason: "x" })]);
      return { url, storage };
    };

    test("is read on from, a part at a time, to the head", async () => {
      const { storage } = await threeRows();
      const start = { database: storage.databaseId, seq: 0, mark: "" };
      const first = await storage.changesAfter(start, 2);
      expect(seqsOf(first)).toEqual([1, 2]);
      if (first.kind === "rewritten") throw new Error();
      expect(first.rows).toEqual(await storage.changesSince(0, 2));
      const second = await storage.changesAfter(first.at, 2);
      expect(seqsOf(second)).toEqual([3]);
      if (second.kind === "rewritten") throw new Error();
      expect(second.at).toEqual(await storage.head());
      expect(await storage.changesAfter(second.at)).toEqual({
        kind: "continues",
        rows: [],
        at: second.at,
      });
      await expect(storage.changesAfter(start, 0)).rejects.toThrow(RangeError);
    });

    test("is void where another row stands at it, or none", async () => {
      const { url, storage } = await threeRows();
      const head = await storage.head();
      const gone = { ...head, seq: 4 };
      expect(seqsOf(await storage.changesAfter(gone))).toBe("rewritten");
      await outside(url, "update change_log set mark = 'another' where seq = 3");
      expect(seqsOf(await storage.changesAfter(head))).toBe("rewritten");
      // One that lies before the fork stays good.
      const before = await storage.changesAfter({ ...head, seq: 0, mark: "" }, 2);
      if (before.kind === "rewritten") throw new Error();
      expect(seqsOf(await storage.changesAfter(before.at))).toEqual([3]);
    });

    test("of a row that has no mark is told apart by what the row says", async () => {
      const { url, storage } = await threeRows();
      await outside(url, "update change_log set mark = null");
      const head = await storage.head();
      expect(seqsOf(await storage.changesAfter(head))).toEqual([]);
      await outside(url, "update change_log set committed_at = '1999' where seq = 3");
      expect(seqsOf(await storage.changesAfter(head))).toBe("rewritten");
    });

    test("is void under another id of the database, which one of several renews", async () => {
      const { url, storage } = await threeRows();
      const others = await Promise.all([1, 2, 3].map(() => open(url)));
      const head = await storage.head();
      const ids = await Promise.all(
        [storage, ...others].map((each) => each.renewDatabaseId(head.database)),
      );
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).not.toBe(head.database);
      expect(await storage.head()).toEqual({ ...head, database: ids[0] });
      expect(seqsOf(await storage.changesAfter(head))).toBe("rewritten");
      expect(await others[0]?.renewDatabaseId(head.database)).toBe(ids[0]);
      await expect(storage.meta.set("database_id", "by hand")).rejects.toThrow(RangeError);
    });

    test("whose row is lost wakes whoever follows the log, though nothing is written", async () => {
      const { url } = await threeRows();
      const follower = await open(url);
      const heard: number[] = [];
      follower.onCommit((head) => heard.push(head));
      await outside(url, "update change_log set mark = 'another' where seq = 3");
      await expect.poll(() => heard).toEqual([3]);
    });
  });
}
