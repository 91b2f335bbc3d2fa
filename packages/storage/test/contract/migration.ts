import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import type { Outside } from "./audit.ts";
import { message, slipStep, written } from "./cycle.ts";
import { AT, AUDIT, commit, DEZHOU, DUTY, figure, FINANCE, GDP, RULE, TARGET } from "./figures.ts";
import { storedDatabase } from "./released.ts";
import { published, ROUND } from "./reported.ts";

/** The secret whose hash the stored database of schema 1 holds. */
const SECRET = "dd_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

export function migrationContract(
  kind: Storage["kind"],
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
  outside: Outside,
): void {
  const left = async (schema: 1 | 3): Promise<string> => {
    const url = await freshUrl();
    await outside(url, storedDatabase(schema, kind));
    await outside(url, storedDatabase(schema, "rows"));
    return url;
  };

  describe("a database of schema 1", () => {
    const before = (): Promise<string> => left(1);

    test("comes through with everything it held", async () => {
      const storage = await open(await before());
      expect(storage.databaseId).toBe("id-1");
      expect(storage.schemaVersion).toBe(6);
      const changes = await storage.changesSince(0);
      expect(changes.map((change) => [change.seq, change.kind, change.audience])).toEqual([
        [1, "board", "public"],
        [2, "round", "public"],
        [3, "observations", "public"],
        [4, "observations", "public"],
        [5, "target", "public"],
        [6, "observations", "public"],
      ]);
      expect(changes[0]).toMatchObject({ payload: { rules: ["points"], units: [], duties: [] } });
      expect(await storage.catalogue()).toEqual({
        seq: 6,
        regions: [DEZHOU],
        indicators: [GDP],
        targets: [{ ...TARGET, words: "5%左右", revision: 2 }],
        rules: [RULE],
        units: [],
        duties: [],
        boardRows: [{ indicator: "gdp", region: "371400" }],
      });
      expect((await storage.revisions(figure())).map((r) => [r.seq, r.value, r.reason])).toEqual([
        [4, "1401", "普查修订 'x'; y"],
        [3, "1400.5", null],
      ]);
      expect(await storage.observations({ years: [2020] })).toHaveLength(14);
      expect(await storage.lastRound()).toEqual({ code: "2020-R099", start: "2020-07-16" });
      expect(await storage.meta.get("replay_clock")).toBe("2020-07-16");
    });

    test("keeps its keys in force, without bounds, and what they have sent", async () => {
      const storage = await open(await before());
      const key = await storage.findApiKey(SECRET);
      expect(key).toMatchObject({
        name: "统计局接口",
        unit: null,
        mode: "publish",
        indicators: null,
        regions: null,
        expiresAt: null,
      });
      const again = await storage.submitObservations({
        items: [figure()],
        reportedBy: "x",
        committedAt: "2020-07-17T00:00:00.000Z",
        idempotency: { callerId: key?.id ?? "", key: "2020-07-16/1", bodyHash: "aa" },
      });
      expect(again).toMatchObject({ kind: "repeated", seq: 3 });
    });

    test("goes on from there, its rows still bound to the log", async () => {
      const url = await before();
      const storage = await open(url);
      expect((await commit(storage, [figure({ value: "1402", reason: "更正" })])).seq).toBe(7);
      await storage.saveCatalogue({ duties: [DUTY] }, { audit: AUDIT });
      expect(await published(storage)).toMatchObject({ seq: 10, state: "published" });
      await expect(outside(url, "delete from change_log where seq = 1")).rejects.toThrow();
      await expect(outside(url, "delete from change_log where seq = 6")).rejects.toThrow();
      await storage.close();
      const again = await open(url);
      expect(await again.headSeq()).toBe(10);
    });

    test("is brought forward once when several processes start on it together", async () => {
      const url = await before();
      const opened = await Promise.all([1, 2, 3].map(() => open(url)));
      expect(new Set(opened.map((storage) => storage.databaseId))).toEqual(new Set(["id-1"]));
    });
  });

  describe("a database of schema 3", () => {
    test("comes through with its people, its reports and what was done", async () => {
      const storage = await open(await left(3));
      expect(storage.databaseId).toBe("id-1");
      expect(storage.schemaVersion).toBe(6);
      const changes = await storage.changesSince(0);
      expect(changes.map((change) => [change.seq, change.kind])).toEqual([
        [1, "board"],
        [2, "round"],
        [3, "observations"],
        [4, "report"],
        [5, "observations"],
        [6, "report"],
      ]);
      expect(await storage.catalogue()).toMatchObject({
        seq: 6,
        units: [FINANCE],
        duties: [DUTY],
        targets: [{ ...TARGET, revision: 1 }],
      });
      expect(await storage.accounts()).toMatchObject([{ id: "id-2", name: "张三" }]);
      expect(await storage.sessions({ now: AT })).toMatchObject([{ accountId: "id-2" }]);
      expect(await storage.screens()).toMatchObject([{ name: "大厅" }]);
      expect((await storage.reports({})).map((entry) => [entry.state, entry.value])).toEqual([
        ["submitted", "640.1"],
        ["published", "1400.5"],
      ]);
      expect(await storage.draft("finance", ROUND)).toMatchObject({ version: 1 });
      expect(await storage.verifyAudit()).toMatchObject({ ok: true, rows: 7 });
      expect(await storage.records("round")).toEqual([]);
      expect(await storage.messages({})).toEqual([]);
    });

    test("takes up the dispatch cycle where its log stood", async () => {
      const url = await left(3);
      const storage = await open(url);
      const [slip] = await written(storage, [slipStep()], { messages: [message()] });
      expect(slip).toMatchObject({ seq: 7, body: { number: "德调督〔2020〕1号" } });
      expect(await storage.messages({})).toMatchObject([{ seq: 7, state: "waiting" }]);
      expect(await storage.verifyAudit()).toMatchObject({ ok: true, rows: 8 });
      await expect(outside(url, "delete from change_log where seq = 7")).rejects.toThrow();
      await storage.close();
      const again = await open(url);
      expect(await again.record("slip", "slip-1")).toEqual(slip);
    });

    test("is brought forward once when several processes start on it together", async () => {
      const url = await left(3);
      const opened = await Promise.all([1, 2, 3].map(() => open(url)));
      expect(new Set(opened.map((storage) => storage.databaseId))).toEqual(new Set(["id-1"]));
    });
  });
}
