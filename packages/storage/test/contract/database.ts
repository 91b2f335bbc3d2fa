import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { commit, figure } from "./figures.ts";

export function databaseContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("a database", () => {
    test("keeps its id, its settings and its figures over a restart", async () => {
      const url = await freshUrl();
      const first = await open(url);
      await commit(first, [figure()]);
      await first.meta.set("replay_clock", "2020-06-30");
      await first.meta.set("replay_clock", "2020-07-01");
      await first.close();
      const again = await open(url);
      expect(again.databaseId).toBe(first.databaseId);
      expect(again.schemaVersion).toBe(first.schemaVersion);
      expect(await again.meta.get("replay_clock")).toBe("2020-07-01");
      expect(await again.meta.get("other")).toBeNull();
      expect(await again.observations({ years: [2020] })).toHaveLength(1);
      await expect(again.meta.set("database_id", "x")).rejects.toThrow(RangeError);
    });

    test("is set up once when several processes start on it together", async () => {
      const url = await freshUrl();
      const opened = await Promise.all([1, 2, 3, 4].map(() => open(url)));
      expect(new Set(opened.map((s) => s.databaseId)).size).toBe(1);
    });

    test("tells of every write by how it ended, and of its connections where it has a pool", async () => {
      const storage = await fresh();
      const told: string[] = [];
      const stop = storage.onWrite((outcome, seconds) => {
        expect(seconds).toBeGreaterThan(0);
        told.push(outcome);
      });
      await commit(storage, [figure()]);
      await expect(storage.meta.set("database_id", "x")).rejects.toThrow(RangeError);
      expect(told).toEqual(["committed", "refused"]);
      stop();
      await storage.meta.set("replay_clock", "2020-06-30");
      expect(told).toHaveLength(2);
      const pool = storage.pool();
      if (storage.kind === "sqlite") expect(pool).toBeNull();
      else expect(pool).toMatchObject({ waiting: 0 });
    });

    test("has an id of its own", async () => {
      expect((await fresh()).databaseId).not.toBe((await fresh()).databaseId);
    });
  });
}
