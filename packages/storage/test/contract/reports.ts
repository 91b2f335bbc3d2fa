import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AT, AUDIT, commit, figure } from "./figures.ts";
import {
  committed,
  decide,
  decision,
  published,
  report,
  REPORTER,
  ROUND,
  submit,
  submitted,
} from "./reported.ts";

const { status: _, ...SERIES } = figure({ basis: "dispatch" });

export function reportContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("a submission of reports", () => {
    test("is one change that names its entries and none of its figures", async () => {
      const storage = await fresh();
      const items = [report({ note: "预估" }), report({ measure: "yoy_real", value: "1.6" })];
      const result = await submit(storage, items);
      const entries = committed(result);
      expect(result).toMatchObject({ seq: 1 });
      const { basedOn: _, ...kept } = items[0] ?? report();
      expect(entries[0]).toEqual({
        ...kept,
        id: entries[0]?.id,
        state: "submitted",
        version: 1,
        round: ROUND,
        submittedBy: REPORTER,
        submittedAt: AT,
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
        published: null,
        seq: 1,
      });
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect((await storage.reports({})).toSorted(byId)).toEqual(entries.toSorted(byId));
      expect(await storage.reportOf(SERIES)).toEqual(entries[0]);
      expect(await storage.changesSince(0)).toEqual([
        {
          seq: 1,
          committedAt: AT,
          audience: "reports",
          kind: "report",
          payload: {
            entries: entries.map(({ id, unit, region, state, version }) => ({
              id,
              unit,
              region,
              state,
              version,
            })),
          },
        },
      ]);
      expect(await storage.observations({ years: [2020] })).toEqual([]);
      expect(await storage.readAudit({})).toMatchObject([AUDIT]);
    });

    test("made again before it is decided counts, and keeps what was sent before", async () => {
      const storage = await fresh();
      const first = await submitted(storage);
      const second = await submitted(storage, report({ value: "1402", basedOn: 1 }));
      expect(second).toMatchObject({ id: first.id, version: 2, value: "1402", seq: 2 });
      expect(await storage.reportEvents(first.id)).toMatchObject([
        { version: 1, event: "submit", state: "submitted", value: "1400.5", seq: 1, by: REPORTER },
        { version: 2, event: "submit", state: "submitted", value: "1402", seq: 2, revision: null },
      ]);
    });

    test("lists every fault and stores nothing when there is one", async () => {
      const storage = await fresh();
      const shown = await published(storage);
      await commit(storage, [figure({ basis: "dispatch", measure: "rank", status: "flash" })]);
      const result = await submit(storage, [
        report({ region: "371402" }),
        report({ value: "7", basedOn: 1 }),
        report({ region: "371402" }),
        report({ region: "371403", basedOn: 3 }),
        report({ measure: "rank", reason: "更正" }),
      ]);
      expect(result).toMatchObject({
        kind: "rejected",
        faults: [
          { index: 1, field: "version", code: "changed_meanwhile", entry: shown },
          { index: 2, code: "duplicate" },
          { index: 3, code: "changed_meanwhile" },
          { index: 4, field: "status", code: "refused" },
        ],
      });
      expect(await submit(storage, [report({ value: "7" })])).toMatchObject({
        faults: [{ index: 0, field: "reason", code: "reason_required" }],
      });
      expect(await submit(storage, [report()])).toMatchObject({
        faults: [{ index: 0, field: "value", code: "duplicate" }],
      });
      expect(await storage.headSeq()).toBe(3);
      expect(await storage.reports({ regions: ["371402"] })).toEqual([]);
      await expect(submit(storage, [])).rejects.toThrow(RangeError);
    });

    test("sent again with its key is answered with its entries as they stand", async () => {
      const storage = await fresh();
      const idempotency = { callerId: "reporter", key: "k", bodyHash: "aa" };
      const [entry] = committed(await submit(storage, [report()], { idempotency }));
      if (entry === undefined) throw new Error();
      await decide(storage, [decision(entry, "return", "核实")]);
      expect(await submit(storage, [report()], { idempotency })).toMatchObject({
        kind: "repeated",
        seq: 1,
        entries: [{ id: entry.id, state: "returned" }],
      });
      const other = { ...idempotency, bodyHash: "bb" };
      expect(await submit(storage, [report()], { idempotency: other })).toEqual({
        kind: "idempotency_conflict",
      });
      expect(await storage.pruneIdempotency("2020-07-23T02:00:00.000Z")).toBe(0);
      expect(await storage.pruneIdempotency("2020-07-23T02:00:00.001Z")).toBe(1);
      expect(await storage.headSeq()).toBe(2);
    });

    test(
      "by several at once leaves one entry with every version",
      { timeout: 60_000 },
      async () => {
        const url = await freshUrl();
        const [one, two] = [await open(url), await open(url)];
        const items = Array.from({ length: 20 }, (_, i) => report({ region: `${371_401 + i}` }));
        await Promise.all(
          Array.from({ length: 8 }, async (_, i) => {
            const order = i % 2 === 0 ? items : items.toReversed();
            committed(await submit(i % 3 === 0 ? one : two, order));
          }),
        );
        const entries = await one.reports({});
        expect(entries).toHaveLength(20);
        expect(new Set(entries.map((entry) => entry.version))).toEqual(new Set([8]));
        const based = await Promise.all(
          [one, two, one, two].map((storage) =>
            submit(storage, [report({ region: "371401", basedOn: 8 })]),
          ),
        );
        expect(based.filter((result) => result.kind === "committed")).toHaveLength(1);
      },
    );

    test("of ten thousand figures is stored whole", { timeout: 60_000 }, async () => {
      const storage = await fresh();
      const items = Array.from({ length: 10_000 }, (_, i) =>
        report({ region: `${300_000 + i}`, value: `${i}.5` }),
      );
      const entries = committed(await submit(storage, items));
      expect(await storage.reports({ limit: 10_000 })).toHaveLength(10_000);
      const decisions = entries.map((entry) => decision(entry, "publish"));
      expect(committed(await decide(storage, decisions))).toHaveLength(10_000);
      expect(await storage.observations({ years: [2020] })).toHaveLength(10_000);
    });
  });

  describe("reported figures", () => {
    test("are narrowed by unit, region, indicator, period, state and round", async () => {
      const storage = await fresh();
      const first = await submitted(storage);
      const second = await submitted(storage, report({ unit: "tax", region: "371402" }));
      await submit(storage, [report({ indicator: "iva", period: "2020-06" })], {
        round: "2020-R100",
      });
      await decide(storage, [decision(first, "return", "核实")]);
      const codes = async (filter: Parameters<Storage["reports"]>[0]): Promise<string[]> =>
        (await storage.reports(filter)).map((e) => `${e.unit} ${e.indicator}`);
      expect(await codes({})).toEqual(["finance gdp", "finance iva", "tax gdp"]);
      expect(await codes({ units: ["tax"] })).toEqual(["tax gdp"]);
      expect(await codes({ regions: ["371402"] })).toEqual(["tax gdp"]);
      expect(await codes({ indicators: ["iva"] })).toEqual(["finance iva"]);
      expect(await codes({ periods: ["2020-06"] })).toEqual(["finance iva"]);
      expect(await codes({ states: ["returned"] })).toEqual(["finance gdp"]);
      expect(await codes({ states: ["new"] })).toEqual([]);
      expect(await codes({ round: "2020-R100" })).toEqual(["finance iva"]);
      expect(await codes({ ids: [second.id] })).toEqual(["tax gdp"]);
      expect(await codes({ ids: [] })).toEqual([]);
      expect(await codes({ limit: 1 })).toEqual(["finance gdp"]);
      await expect(storage.reports({ limit: 0 })).rejects.toThrow(RangeError);
      expect(await storage.reportOf({ ...SERIES, measure: "share" })).toBeNull();
    });
  });
}
