import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import type { Outside } from "./audit.ts";
import { AUDIT, commit, DEZHOU, DUTY, figure, FINANCE, GDP, RULE, TARGET } from "./figures.ts";
import { report, ROUND, submitted } from "./reported.ts";

/** Each schema that a program of ours has left behind, the present one included. */
export const RELEASED = [2, 3, 4, 5, 6] as const;

/** Part of a stored database: its tables in either database's words, or its rows. */
export function storedDatabase(schema: number, part: Storage["kind"] | "rows"): string {
  return readFileSync(new URL(`../fixtures/schema-${schema}.${part}.sql`, import.meta.url), "utf8");
}

export function releasedContract(
  kind: Storage["kind"],
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
  outside: Outside,
): void {
  describe.each(RELEASED)("a database that the program of schema %i left", (schema) => {
    const left = async (): Promise<string> => {
      const url = await freshUrl();
      await outside(url, storedDatabase(schema, kind));
      await outside(url, storedDatabase(schema, "rows"));
      return url;
    };
    /** Since schema 4 a slip was written after the figures. */
    const head = schema < 4 ? 6 : 7;

    test("is brought to the present with every row of every kind", async () => {
      const storage = await open(await left());
      expect(storage).toMatchObject({ databaseId: "id-1", schemaVersion: RELEASED.at(-1) });
      expect(await storage.checkLog()).toMatchObject({ ok: true, seq: head });
      expect((await storage.changesSince(0)).map((change) => change.kind)).toEqual(
        ["board", "round", "observations", "report", "observations", "report", "dispatch"].slice(
          0,
          head,
        ),
      );
      expect(await storage.catalogue()).toEqual({
        seq: head,
        regions: [DEZHOU],
        indicators: [GDP],
        targets: [{ ...TARGET, revision: 1 }],
        rules: [RULE],
        units: [FINANCE],
        duties: [DUTY],
        boardRows: [{ indicator: "gdp", region: "371400" }],
      });
      const board = await storage.observations({ years: [2020] });
      expect(board.map(({ basis, value, seq }) => [basis, value, seq])).toEqual([
        ["dispatch", "1400.5", 5],
        ["official", "1400.5", 3],
      ]);
      expect((await storage.reports({})).map(({ state, value }) => [state, value])).toEqual([
        ["submitted", "640.1"],
        ["published", "1400.5"],
      ]);
      expect(await storage.lastRound()).toEqual({ code: ROUND, start: "2020-07-16" });
      expect(await storage.accounts()).toMatchObject([{ login: "zhang.san", name: "张三" }]);
      expect(await storage.sessions({ now: AUDIT.at })).toHaveLength(1);
      expect(await storage.listApiKeys()).toMatchObject([{ name: "财政接口", unit: "finance" }]);
      expect(await storage.records("slip")).toHaveLength(schema < 4 ? 0 : 1);
      expect(await storage.messages({})).toHaveLength(schema < 4 ? 0 : 1);
      expect(await storage.verifyAudit()).toMatchObject({ ok: true });
    });

    test("is used on: a figure is corrected, another reported, and the audit log is one chain", async () => {
      const url = await left();
      const storage = await open(url);
      const before = await storage.verifyAudit();
      const corrected = figure({ value: "1402", reason: "更正" });
      expect((await commit(storage, [corrected], { audit: AUDIT })).seq).toBe(head + 1);
      await submitted(storage, report({ value: "1403", reason: "更正" }));
      expect(await storage.headSeq()).toBe(head + 2);
      const revisions = await storage.revisions(figure());
      expect(revisions.map(({ value, seq }) => [value, seq])).toEqual([
        ["1402", head + 1],
        ["1400.5", 3],
      ]);
      const after = await storage.verifyAudit(before.ok ? before.head : "");
      expect(after).toMatchObject({ ok: true, rows: (before.ok ? before.rows : 0) + 2 });
      const then = await storage.observations({ years: [2020], atSeq: head });
      expect(then.map(({ value }) => value)).toEqual(["1400.5", "1400.5"]);
      await storage.close();
      expect(await (await open(url)).checkLog()).toMatchObject({ ok: true, seq: head + 2 });
    });
  });
}
