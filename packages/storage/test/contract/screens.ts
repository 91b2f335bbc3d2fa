import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AT, AUDIT } from "./figures.ts";

const SOON = "2020-07-16T02:10:00.000Z";

export function screenContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  const pair = (storage: Storage, code: string, at = AT) =>
    storage.pairScreen({ code, name: "大厅", by: "王五", at, audit: AUDIT });

  describe("a screen", () => {
    test("is let in by the code that it shows, once", async () => {
      const storage = await fresh();
      const asked = { code: "AB12CD", tokenHash: "t1", expiresAt: SOON };
      expect(await storage.requestPairing(asked)).toEqual({ kind: "noted" });
      expect(await storage.screenByToken("t1", AT)).toBe("waiting");
      expect(await storage.screenByToken("t2", AT)).toBeNull();
      expect(await pair(storage, "ZZZZZZ")).toBeNull();
      const screen = await pair(storage, "AB12CD");
      expect(screen).toMatchObject({ name: "大厅", pairedBy: "王五", pairedAt: AT });
      expect(await pair(storage, "AB12CD")).toBeNull();
      expect(await storage.screenByToken("t1", SOON)).toEqual({ ...screen, lastSeenAt: SOON });
      expect(await storage.screens()).toEqual([{ ...screen, lastSeenAt: SOON }]);
      expect(await storage.readAudit({})).toHaveLength(1);
    });

    test("of two who type its code at once is let in by one", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      await one.requestPairing({ code: "AB12CD", tokenHash: "t1", expiresAt: SOON });
      const results = await Promise.all([one, two, one].map((s) => pair(s, "AB12CD")));
      expect(results.filter((screen) => screen !== null)).toHaveLength(1);
      expect(await one.screens()).toHaveLength(1);
    });

    test("is not let in by a code that expired or that it no longer shows", async () => {
      const storage = await fresh();
      await storage.requestPairing({ code: "AB12CD", tokenHash: "t1", expiresAt: SOON });
      expect(await pair(storage, "AB12CD", SOON)).toBeNull();
      expect(await storage.screenByToken("t1", SOON)).toBeNull();
      await storage.requestPairing({ code: "EF34GH", tokenHash: "t1", expiresAt: SOON });
      expect(await pair(storage, "AB12CD")).toBeNull();
      const other = { code: "EF34GH", tokenHash: "t2", expiresAt: SOON };
      expect(await storage.requestPairing(other)).toEqual({ kind: "code_in_use" });
      await storage.requestPairing({ code: "JK56LM", tokenHash: "t3", expiresAt: AT });
      const next = { code: "JK56LM", tokenHash: "t4", expiresAt: SOON };
      expect(await storage.requestPairing(next)).toEqual({ kind: "noted" });
    });

    test("is shut out by name in the log, and can ask again", async () => {
      const storage = await fresh();
      await storage.requestPairing({ code: "AB12CD", tokenHash: "t1", expiresAt: SOON });
      const { id = "" } = (await pair(storage, "AB12CD")) ?? {};
      expect(await storage.revokeScreen(id, { at: AT, audit: AUDIT })).toBe(true);
      expect(await storage.revokeScreen(id, { at: AT, audit: AUDIT })).toBe(false);
      expect(await storage.screenByToken("t1", AT)).toBeNull();
      expect(await storage.changesSince(0)).toMatchObject([
        { kind: "access", audience: "server", payload: { screens: [id] } },
      ]);
      await storage.requestPairing({ code: "EF34GH", tokenHash: "t1", expiresAt: SOON });
      expect(await storage.screenByToken("t1", AT)).toBe("waiting");
      await pair(storage, "EF34GH");
      expect(await storage.screenByToken("t1", AT)).toMatchObject({ id, revokedAt: null });
    });
  });
}
