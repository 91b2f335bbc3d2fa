import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AUDIT, commit, DEZHOU, DUTY, figure, FINANCE, GDP, RULE, TARGET } from "./figures.ts";

export function catalogueContract(fresh: () => Promise<Storage>): void {
  describe("the catalogue", () => {
    const boardRows = [
      { indicator: "gdp", region: "371400" },
      { indicator: "fai", region: "371400" },
    ];
    const whole = {
      regions: [DEZHOU],
      indicators: [GDP],
      targets: [TARGET],
      rules: [RULE],
      units: [FINANCE],
      duties: [DUTY],
      boardRows,
    };

    test("is set up in one change and read back as it was given", async () => {
      const storage = await fresh();
      expect(await storage.saveCatalogue(whole)).toEqual({ seq: 1, changed: true });
      expect(await storage.catalogue()).toEqual({
        ...whole,
        seq: 1,
        targets: [{ ...TARGET, revision: 1 }],
      });
      expect(await storage.change(1)).toMatchObject({
        kind: "board",
        payload: {
          regions: ["371400"],
          indicators: ["gdp"],
          targets: [{ indicator: "gdp", region: "371400", year: 2020, revision: 1 }],
          rules: ["points"],
          units: ["finance"],
          duties: ["finance|gdp|371400|dispatch"],
          board: true,
        },
      });
    });

    test("is not changed by being set up again", async () => {
      const storage = await fresh();
      await storage.saveCatalogue(whole);
      const { targets } = await storage.catalogue();
      expect(await storage.saveCatalogue({ ...whole, targets })).toEqual({
        seq: 1,
        changed: false,
      });
      expect(await storage.headSeq()).toBe(1);
    });

    test("keeps every part as it was at an older seq", async () => {
      const storage = await fresh();
      await storage.saveCatalogue(whole);
      await storage.saveTarget({ ...TARGET, words: "5%左右" }, { reason: "年中调整" });
      await storage.saveIndicator({ ...GDP, leader: "张三" });
      await storage.saveRegion({ ...DEZHOU, shortName: "德" });
      await storage.saveRule({ ...RULE, validTo: "2020-12-31" });
      await storage.saveBoardRows([]);
      const kinds = (await storage.changesSince(1)).map((c) => c.kind);
      expect(kinds).toEqual(["target", "indicator", "region", "rule", "board"]);

      const first = await storage.catalogue({ atSeq: 1 });
      expect(first).toMatchObject({ ...whole, targets: [{ words: "6%左右", revision: 1 }] });
      const last = await storage.catalogue();
      expect(last).toEqual({
        seq: 6,
        regions: [{ ...DEZHOU, shortName: "德" }],
        indicators: [{ ...GDP, leader: "张三" }],
        targets: [{ ...TARGET, words: "5%左右", revision: 2 }],
        rules: [{ ...RULE, validTo: "2020-12-31" }],
        units: [FINANCE],
        duties: [DUTY],
        boardRows: [],
      });
      expect(await storage.catalogue({ atSeq: 0 })).toMatchObject({
        indicators: [],
        boardRows: [],
      });
    });

    test("holds the targets of every year", async () => {
      const storage = await fresh();
      await storage.saveCatalogue({ targets: [TARGET, { ...TARGET, year: 2019 }] });
      expect((await storage.catalogue()).targets.map((t) => t.year)).toEqual([2019, 2020]);
    });

    test("asks a duty until it ends, and can ask it again", async () => {
      const storage = await fresh();
      await storage.saveCatalogue(whole);
      const [fai] = [{ ...DUTY, indicator: "fai" }];
      await storage.saveCatalogue({ duties: [fai], endedDuties: [DUTY] }, { reason: "改由他人报" });
      expect(await storage.catalogue()).toMatchObject({ seq: 2, duties: [fai] });
      expect(await storage.change(2)).toMatchObject({
        kind: "duty",
        payload: { duties: ["finance|gdp|371400|dispatch", "finance|fai|371400|dispatch"] },
      });
      const again = { endedDuties: [DUTY, { ...DUTY, unit: "never" }] };
      expect(await storage.saveCatalogue(again)).toEqual({ seq: 2, changed: false });
      await storage.saveCatalogue({ duties: [DUTY] });
      expect((await storage.catalogue()).duties).toHaveLength(2);
      expect((await storage.catalogue({ atSeq: 1 })).duties).toEqual([DUTY]);
      const history = await storage.catalogueHistory("duty", "finance|gdp|371400|dispatch");
      expect(history.map((r) => [r.revision, r.seq, r.reason, r.definition])).toEqual([
        [3, 3, null, DUTY],
        [2, 2, "改由他人报", null],
        [1, 1, null, DUTY],
      ]);
    });

    test("tells every revision of each of its parts, newest first", async () => {
      const storage = await fresh();
      await storage.saveCatalogue(whole, { reason: "建库" });
      await storage.saveTarget({ ...TARGET, words: "5%左右" }, { reason: "年中调整" });
      await storage.saveBoardRows([], { reason: "清空" });
      await storage.saveCatalogue({ units: [{ ...FINANCE, shortName: "财" }] });
      const { committedAt } = (await storage.change(2)) ?? {};
      expect(await storage.catalogueHistory("target", "gdp|371400|2020")).toEqual([
        {
          revision: 2,
          seq: 2,
          committedAt,
          reason: "年中调整",
          definition: { ...TARGET, words: "5%左右" },
        },
        { revision: 1, seq: 1, committedAt, reason: "建库", definition: TARGET },
      ]);
      const board = await storage.catalogueHistory("board", "");
      expect(board.map((r) => [r.revision, r.seq, r.reason, r.definition])).toEqual([
        [2, 3, "清空", []],
        [1, 1, "建库", boardRows],
      ]);
      for (const [kind, code] of [
        ["region", "371400"],
        ["indicator", "gdp"],
        ["rule", "points"],
      ] as const) {
        expect(await storage.catalogueHistory(kind, code)).toHaveLength(1);
      }
      expect(await storage.catalogueHistory("unit", "finance")).toHaveLength(2);
      expect(await storage.catalogueHistory("unit", "nobody")).toEqual([]);
      expect(await storage.catalogueHistory("target", "gdp")).toEqual([]);
    });

    test("is audited with the change, and not where nothing changed", async () => {
      const storage = await fresh();
      await storage.saveRegion(DEZHOU, { audit: AUDIT });
      await storage.saveRegion(DEZHOU, { audit: AUDIT });
      expect(await storage.readAudit({})).toMatchObject([{ ...AUDIT, n: 1 }]);
    });

    test("shares one log with the figures", async () => {
      const storage = await fresh();
      await storage.saveIndicator(GDP);
      await commit(storage, [figure()]);
      await storage.saveTarget(TARGET);
      expect((await storage.changesSince(0)).map((c) => [c.seq, c.kind])).toEqual([
        [1, "indicator"],
        [2, "observations"],
        [3, "target"],
      ]);
    });
  });
}
