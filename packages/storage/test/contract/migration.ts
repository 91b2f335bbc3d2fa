import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import type { Outside } from "./audit.ts";
import { AUDIT, commit, DEZHOU, DUTY, figure, GDP, RULE, TARGET } from "./figures.ts";
import { published } from "./reported.ts";

/** The secret whose hash the stored database of schema 1 holds. */
const SECRET = "dd_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

function stored(name: string): string {
  return readFileSync(new URL(`../fixtures/schema-1.${name}.sql`, import.meta.url), "utf8");
}

export function migrationContract(
  kind: Storage["kind"],
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
  outside: Outside,
): void {
  describe("a database of schema 1", () => {
    const before = async (): Promise<string> => {
      const url = await freshUrl();
      await outside(url, stored(kind));
      await outside(url, stored("rows"));
      return url;
    };

    test("comes through with everything it held", async () => {
      const storage = await open(await before());
      expect(storage.databaseId).toBe("id-1");
      expect(storage.schemaVersion).toBe(4);
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
}
