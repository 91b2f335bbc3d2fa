import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { AT, commit, figure } from "./figures.ts";

export function submissionContract(fresh: () => Promise<Storage>): void {
  describe("a submission", () => {
    test("is one change however many figures it holds", async () => {
      const storage = await fresh();
      expect(await storage.headSeq()).toBe(0);
      const items = [figure(), figure({ measure: "yoy_real", value: "1.6" })];
      const answer = await commit(storage, items);
      expect(answer.seq).toBe(1);
      expect(answer.observations).toEqual(
        items.map((item) => ({
          ...item,
          revision: 1,
          seq: 1,
          committedAt: AT,
          reportedBy: "德州市统计局",
        })),
      );
      expect(await storage.headSeq()).toBe(1);
      expect(await storage.changesSince(0)).toEqual([
        {
          seq: 1,
          committedAt: AT,
          audience: "public",
          kind: "observations",
          payload: { count: 2, observations: answer.observations },
        },
      ]);
    });

    test("corrects by a further revision and keeps the earlier one", async () => {
      const storage = await fresh();
      await commit(storage, [figure()]);
      await commit(storage, [figure({ value: "1399.9", reason: "普查修订" })]);
      await commit(storage, [figure({ value: "1399.8", status: "final", asOf: "2021-01-20" })]);
      const { indicator, region, period } = figure();
      const revisions = await storage.revisions({ indicator, region, period });
      expect(revisions.map((r) => [r.revision, r.seq, r.value, r.status, r.reason])).toEqual([
        [3, 3, "1399.8", "final", null],
        [2, 2, "1399.9", "flash", "普查修订"],
        [1, 1, "1400.5", "flash", null],
      ]);
      expect(await storage.observations({ years: [2020] })).toEqual([revisions[0]]);
    });

    test("lists every fault and stores nothing when there is one", async () => {
      const storage = await fresh();
      await commit(storage, [
        figure(),
        figure({ measure: "yoy_real", value: "1.6" }),
        figure({ measure: "share", value: "3.1", status: "preliminary" }),
      ]);
      const result = await storage.submitObservations({
        items: [
          figure({ region: "371402" }),
          figure({ value: "1400.50" }),
          figure({ measure: "yoy_real", value: "1.7" }),
          figure({ measure: "share", status: "dispatch", value: "3.2" }),
        ],
        reportedBy: "德州市统计局",
        committedAt: AT,
      });
      expect(result).toMatchObject({
        kind: "rejected",
        faults: [
          { path: "observations.1.value", code: "duplicate" },
          { path: "observations.2.reason", code: "reason_required" },
          { path: "observations.3.status", code: "status_regress" },
        ],
      });
      expect(await storage.headSeq()).toBe(1);
      expect(await storage.observations({ years: [2020], regions: ["371402"] })).toEqual([]);
    });

    test("climbs the ladder without a reason and never comes down, whatever the reason", async () => {
      const storage = await fresh();
      await commit(storage, [figure({ status: "forecast", value: "1390" })]);
      await commit(storage, [figure({ status: "final", value: "1401" })]);
      const down = figure({ status: "flash", value: "1400" });
      for (const reason of [null, "终核数撤回"]) {
        const refused = await storage.submitObservations({
          items: [{ ...down, reason }],
          reportedBy: "x",
          committedAt: AT,
        });
        expect(refused).toMatchObject({ kind: "rejected", faults: [{ code: "status_regress" }] });
      }
      const load = { items: [down], reportedBy: "公开数据", committedAt: AT };
      expect(await storage.bulkLoad(load)).toEqual({ stored: 0, seq: 2 });
      const [current] = await storage.observations({ years: [2020] });
      expect(current).toMatchObject({ revision: 2, status: "final", value: "1401" });
    });

    test("takes a later release of the same value as a further revision", async () => {
      const storage = await fresh();
      await commit(storage, [figure()]);
      await commit(storage, [figure({ asOf: "2020-07-20" })]);
      const [current] = await storage.observations({ years: [2020] });
      expect(current).toMatchObject({ revision: 2, asOf: "2020-07-20" });
    });

    test("may correct its own earlier item, and the last one is current", async () => {
      const storage = await fresh();
      const twice = [figure(), figure({ value: "1400.6", reason: "笔误" })];
      const { observations } = await commit(storage, twice);
      expect(observations.map((o) => o.revision)).toEqual([1, 2]);
      const [current, ...others] = await storage.observations({ years: [2020] });
      expect(current?.value).toBe("1400.6");
      expect(others).toEqual([]);
      expect((await storage.revisions(figure())).map((r) => r.value)).toEqual(["1400.6", "1400.5"]);
    });

    test("of a thousand figures is stored whole and in its order", async () => {
      const storage = await fresh();
      const items = Array.from({ length: 1000 }, (_, i) =>
        figure({ region: String(370_000 + i), value: `${i}.25` }),
      );
      await commit(storage, items);
      const change = await storage.change(1);
      const sent = change?.kind === "observations" ? change.payload.observations : null;
      expect(sent?.map((o) => o.value)).toEqual(items.map((o) => o.value));
      expect(await storage.observations({ years: [2020] })).toHaveLength(1000);
    });

    test("without any figure is refused", async () => {
      const storage = await fresh();
      const empty = storage.submitObservations({ items: [], reportedBy: "x", committedAt: AT });
      await expect(empty).rejects.toThrow(RangeError);
    });
  });

  describe("an idempotency key", () => {
    const idempotency = { callerId: "k1", key: "2020-07-16/1", bodyHash: "aa" };

    test("answers the same body again as the first time, storing nothing", async () => {
      const storage = await fresh();
      const first = await commit(storage, [figure()], { idempotency });
      await commit(storage, [figure({ value: "1402", reason: "更正" })]);
      const again = await commit(storage, [figure()], { idempotency, committedAt: "2020-08-01" });
      expect(again).toEqual({ ...first, kind: "repeated" });
      expect(await storage.headSeq()).toBe(2);
    });

    test("refuses another body, and is free for another caller", async () => {
      const storage = await fresh();
      await commit(storage, [figure()], { idempotency });
      const other = { items: [figure({ region: "371402" })], reportedBy: "x", committedAt: AT };
      expect(
        await storage.submitObservations({
          ...other,
          idempotency: { ...idempotency, bodyHash: "bb" },
        }),
      ).toEqual({ kind: "idempotency_conflict" });
      const theirs = await storage.submitObservations({
        ...other,
        idempotency: { ...idempotency, callerId: "k2", bodyHash: "bb" },
      });
      expect(theirs.kind).toBe("committed");
    });

    test("is not used up by a submission that was rejected", async () => {
      const storage = await fresh();
      await commit(storage, [figure()]);
      const duplicate = { items: [figure()], reportedBy: "x", committedAt: AT, idempotency };
      expect((await storage.submitObservations(duplicate)).kind).toBe("rejected");
      const better = await commit(storage, [figure({ value: "9", reason: "更正" })], {
        idempotency: { ...idempotency, bodyHash: "bb" },
      });
      expect(better).toMatchObject({ kind: "committed", seq: 2 });
    });

    test("sent eight times at once is committed once", async () => {
      const storage = await fresh();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => commit(storage, [figure()], { idempotency })),
      );
      expect(answers.filter((a) => a.kind === "committed")).toHaveLength(1);
      expect(answers.filter((a) => a.kind === "repeated")).toHaveLength(7);
      expect(new Set(answers.map((a) => a.seq))).toEqual(new Set([1]));
      expect(await storage.headSeq()).toBe(1);
    });
  });

  describe("a bulk load", () => {
    test("is one change a batch and leaves out what is already current", async () => {
      const storage = await fresh();
      const items = Array.from({ length: 25 }, (_, i) => figure({ region: String(370_000 + i) }));
      const load = { items, reportedBy: "公开数据", committedAt: AT, batchSize: 10 };
      expect(await storage.bulkLoad(load)).toEqual({ stored: 25, seq: 3 });
      expect(await storage.bulkLoad(load)).toEqual({ stored: 0, seq: 3 });
      const changed = items.map((item, i) => (i === 7 ? { ...item, value: "2" } : item));
      expect(await storage.bulkLoad({ ...load, items: changed })).toEqual({ stored: 1, seq: 4 });
      const current = await storage.observations({ years: [2020] });
      expect(current.filter((o) => o.revision === 2).map((o) => o.region)).toEqual(["370007"]);
    });

    test("of more than a thousand rows is named in the log without its rows", async () => {
      const storage = await fresh();
      const items = Array.from({ length: 1001 }, (_, i) => figure({ region: String(370_000 + i) }));
      await storage.bulkLoad({ items, reportedBy: "公开数据", committedAt: AT });
      expect(await storage.change(1)).toMatchObject({
        kind: "observations",
        payload: { count: 1001, observations: null },
      });
    });
  });
}
