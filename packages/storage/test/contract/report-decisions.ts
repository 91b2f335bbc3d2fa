import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AT, commit, figure } from "./figures.ts";
import {
  committed,
  decide,
  decision,
  published,
  report,
  REPORTER,
  REVIEWER,
  submit,
  submitted,
} from "./reported.ts";

const { status: _, ...SERIES } = figure({ basis: "dispatch" });

export function reportDecisionContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("a decision", () => {
    test("to publish makes the figure and its revision in the same change", async () => {
      const storage = await fresh();
      await storage.saveCatalogue({
        units: [{ code: "finance", name: "市财政局", shortName: "财政", region: "371400" }],
      });
      const entry = await published(storage);
      expect(entry).toMatchObject({
        state: "published",
        version: 2,
        decidedBy: REVIEWER,
        decidedAt: AT,
        published: { seq: 3, revision: 1, value: "1400.5", status: "dispatch" },
        seq: 3,
      });
      const [stored] = await storage.observations({ years: [2020] });
      expect(stored).toMatchObject({ value: "1400.5", revision: 1, reportedBy: "市财政局" });
      const { id, unit, region, state, version } = entry;
      expect(await storage.change(3)).toEqual({
        seq: 3,
        committedAt: AT,
        audience: "public",
        kind: "observations",
        payload: {
          count: 1,
          observations: [stored],
          reports: [{ id, unit, region, state, version }],
        },
      });
      expect((await storage.reportEvents(id))[1]).toMatchObject({
        event: "publish",
        by: REVIEWER,
        seq: 3,
        revision: 1,
      });
      expect(await storage.readAudit({})).toHaveLength(2);
    });

    test("keeps the figure on the board until its correction is published", async () => {
      const storage = await fresh();
      await published(storage);
      const fixed = await submitted(storage, report({ value: "1402", reason: "口径调整" }));
      expect(fixed).toMatchObject({ state: "submitted", published: { value: "1400.5" } });
      const shown = async () => (await storage.observations({ years: [2020] }))[0]?.value;
      expect(await shown()).toBe("1400.5");
      const [done] = committed(await decide(storage, [decision(fixed, "publish")]));
      expect(done).toMatchObject({ published: { revision: 2, value: "1402", seq: 4 } });
      expect(await shown()).toBe("1402");
      const revisions = await storage.revisions(SERIES);
      expect(revisions.map((r) => r.reason)).toEqual(["口径调整", null]);
    });

    test("to return names its reason and waits for another submission", async () => {
      const storage = await fresh();
      const entry = await submitted(storage);
      expect(await decide(storage, [decision(entry, "return")])).toMatchObject({
        faults: [{ index: 0, field: "reason", code: "reason_required" }],
      });
      const [returned] = committed(
        await decide(storage, [decision(entry, "return", "与上期不符")]),
      );
      expect(returned).toMatchObject({ state: "returned", decisionReason: "与上期不符" });
      expect(await storage.change(2)).toMatchObject({ kind: "report", audience: "reports" });
      const again = await submitted(storage, report({ basedOn: 2 }));
      expect(again).toMatchObject({ state: "submitted", version: 3, decisionReason: null });
    });

    test("lets a unit stand by a published figure that was returned", async () => {
      const storage = await fresh();
      const entry = await published(storage);
      await decide(storage, [decision(entry, "return", "请核实")]);
      const again = await submitted(storage, report({ note: "核实无误" }));
      const [confirmed] = committed(await decide(storage, [decision(again, "publish")]));
      expect(confirmed).toMatchObject({ state: "published", published: { seq: 2, revision: 1 } });
      expect(await storage.change(5)).toMatchObject({ kind: "report" });
      expect(await storage.revisions(SERIES)).toHaveLength(1);
    });

    test("is refused to whoever sent the figure, and whole where one of several is", async () => {
      const storage = await fresh();
      const entries = committed(
        await submit(storage, [report(), report({ region: "371402" }), report({ unit: "tax" })]),
      );
      const [first, second, third] = entries;
      if (!first || !second || !third) throw new Error();
      const result = await decide(
        storage,
        [
          decision(first, "publish"),
          { ...decision(second, "withdraw"), version: 9 },
          { ...decision(third, "withdraw"), entry: "nothing" },
          decision(third, "withdraw"),
          decision(third, "withdraw"),
        ],
        { by: REPORTER },
      );
      expect(result).toMatchObject({
        kind: "rejected",
        faults: [
          { index: 0, field: "event", code: "refused" },
          { index: 1, code: "changed_meanwhile", entry: second },
          { index: 2, code: "unknown_entry" },
          { index: 4, code: "duplicate" },
        ],
      });
      expect(await storage.headSeq()).toBe(1);
      const own = await decide(storage, [decision(third, "withdraw")], { by: REPORTER });
      expect(committed(own)).toMatchObject([{ state: "withdrawn" }]);
    });

    test("does not put a figure below the rung that a feed reached meanwhile", async () => {
      const storage = await fresh();
      const entry = await submitted(storage);
      await commit(storage, [figure({ basis: "dispatch", status: "flash", value: "1403" })]);
      expect(await decide(storage, [decision(entry, "publish")])).toMatchObject({
        kind: "rejected",
        faults: [{ index: 0, field: "status", code: "refused" }],
      });
      expect(await storage.reportOf(SERIES)).toMatchObject({ state: "submitted", version: 1 });
    });

    test("of several at once on one entry is made once", { timeout: 60_000 }, async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const entries = committed(
        await submit(
          one,
          Array.from({ length: 20 }, (_, i) => report({ region: `${371_401 + i}` })),
        ),
      );
      const decisions = entries.map((entry) => decision(entry, "publish"));
      const results = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          decide(i % 2 === 0 ? one : two, i % 3 === 0 ? decisions : decisions.toReversed()),
        ),
      );
      expect(results.filter((result) => result.kind === "committed")).toHaveLength(1);
      expect(await one.headSeq()).toBe(2);
    });
  });
}
