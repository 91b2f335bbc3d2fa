import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AT, AUDIT, now } from "./figures.ts";

export function apiKeyContract(fresh: () => Promise<Storage>): void {
  describe("an API key", () => {
    test("opens with its secret until it is revoked", async () => {
      const storage = await fresh();
      const { id, secret } = await storage.createApiKey({ name: "统计局接口", now: now() });
      expect(secret).toMatch(/^dd_[\w-]{43}$/u);
      expect(await storage.findApiKey(secret)).toMatchObject({ id, name: "统计局接口" });
      expect(await storage.findApiKey(`${secret}x`)).toBeNull();
      expect(await storage.findApiKey("")).toBeNull();
      expect(await storage.revokeApiKey(id, now(), AUDIT)).toBe(true);
      expect(await storage.revokeApiKey(id, now(), AUDIT)).toBe(false);
      expect(await storage.findApiKey(secret)).toBeNull();
      expect(await storage.listApiKeys()).toEqual([
        {
          id,
          name: "统计局接口",
          unit: null,
          mode: "publish",
          indicators: null,
          regions: null,
          createdAt: AT,
          expiresAt: null,
          revokedAt: AT,
          lastUsedAt: AT,
        },
      ]);
      expect(await storage.change(1)).toMatchObject({
        kind: "access",
        audience: "server",
        payload: { keys: [id], accounts: [], sessions: [], screens: [] },
      });
      expect(await storage.readAudit({})).toHaveLength(1);
    });

    test("keeps its unit, its mode and its bounds", async () => {
      const storage = await fresh();
      const bounds = {
        name: "财政接口",
        unit: "finance",
        mode: "review",
        indicators: ["budget_revenue"],
        regions: ["371400"],
        expiresAt: "2020-07-16T02:00:01.000Z",
      } as const;
      const { id, secret } = await storage.createApiKey({ ...bounds, now: now(), audit: AUDIT });
      expect(await storage.findApiKey(secret)).toMatchObject({ id, ...bounds });
      expect(await storage.readAudit({})).toHaveLength(1);
    });

    test("opens nothing from the instant it expires", async () => {
      const storage = await fresh();
      const { secret } = await storage.createApiKey({ name: "旧", now: now(), expiresAt: AT });
      expect(await storage.findApiKey(secret)).toBeNull();
    });
  });
}
