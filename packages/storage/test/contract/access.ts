import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { commit, figure, now } from "./figures.ts";

export function accessContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("an API key", () => {
    test("opens with its secret until it is revoked", async () => {
      const storage = await fresh();
      const { id, secret } = await storage.createApiKey({ name: "统计局接口", now: now() });
      expect(secret).toMatch(/^dd_[\w-]{43}$/u);
      expect(await storage.findApiKey(secret)).toMatchObject({ id, name: "统计局接口" });
      expect(await storage.findApiKey(`${secret}x`)).toBeNull();
      expect(await storage.findApiKey("")).toBeNull();
      expect(await storage.revokeApiKey(id)).toBe(true);
      expect(await storage.revokeApiKey(id)).toBe(false);
      expect(await storage.findApiKey(secret)).toBeNull();
      const at = now().toISOString();
      expect(await storage.listApiKeys()).toEqual([
        { id, name: "统计局接口", createdAt: at, revokedAt: at, lastUsedAt: at },
      ]);
    });
  });

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

    test("has an id of its own", async () => {
      expect((await fresh()).databaseId).not.toBe((await fresh()).databaseId);
    });
  });
}
