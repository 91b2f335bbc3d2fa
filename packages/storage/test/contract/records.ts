import { describe, expect, test } from "vitest";
import type { SettingsBodies, Storage } from "../../src/index.ts";
import {
  itemStep,
  liaisonStep,
  meetingStep,
  message,
  OFFICER,
  ROUND,
  roundStep,
  slipStep,
  standing,
  write,
  written,
} from "./cycle.ts";
import { AT, AUDIT } from "./figures.ts";

/** What a storage does with the records of the dispatch cycle. */
export function recordContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("a step of a record", () => {
    test("is one change that says whom it touches and nothing of what it says", async () => {
      const storage = await fresh();
      const step = itemStep({ words: "请抓紧", evidence: ["file-1"] });
      const result = await write(storage, [step]);
      const record = {
        kind: "item",
        id: "item-1",
        version: 1,
        state: "assigned",
        event: "raise",
        words: "请抓紧",
        evidence: ["file-1"],
        body: step.body,
        by: OFFICER,
        at: AT,
        seq: 1,
      };
      expect(result).toEqual({ kind: "committed", seq: 1, records: [record] });
      expect(await storage.record("item", "item-1")).toEqual(record);
      expect(await storage.records("item")).toEqual([record]);
      expect(await storage.recordHistory("item", "item-1")).toEqual([record]);
      expect(await storage.changesSince(0)).toEqual([
        {
          seq: 1,
          committedAt: AT,
          kind: "dispatch",
          audience: "cycle",
          payload: {
            records: [
              {
                kind: "item",
                id: "item-1",
                version: 1,
                state: "assigned",
                event: "raise",
                units: ["finance", "tax", "land"],
                region: "371400",
                accounts: ["p1", "leader", "officer"],
              },
            ],
          },
        },
      ]);
      expect(await storage.readAudit({})).toMatchObject([AUDIT]);
    });

    test("names in the log whom its kind concerns", async () => {
      const storage = await fresh();
      const steps = [slipStep(), liaisonStep(), meetingStep(), roundStep()];
      await written(storage, steps);
      const [change] = await storage.changesSince(0);
      const named = change?.kind === "dispatch" ? change.payload.records : [];
      expect(
        named.map(({ kind, units, region, accounts }) => [kind, units, region, accounts]),
      ).toEqual([
        ["slip", ["finance"], "371400", []],
        ["liaison", ["industry"], "371425", ["leader"]],
        ["meeting", [], null, ["leader"]],
        ["round", [], null, []],
      ]);
    });

    test("keeps what was before it, to be read as it stood", async () => {
      const storage = await fresh();
      await written(storage, [itemStep(), itemStep({ id: "item-2" }, { unit: "tax" })]);
      await written(storage, [
        itemStep({ basedOn: 1, state: "working", event: "feedback", words: "已开工" }),
      ]);
      await written(storage, [
        itemStep({ basedOn: 2, state: "working", event: "amend" }, { unit: "land", coUnits: [] }),
      ]);
      const versions = async (atSeq?: number) =>
        (await storage.records("item", { atSeq })).map((r) => [
          r.id,
          r.version,
          r.state,
          r.body.unit,
        ]);
      expect(await versions()).toEqual([
        ["item-1", 3, "working", "land"],
        ["item-2", 1, "assigned", "tax"],
      ]);
      expect(await versions(2)).toEqual([
        ["item-1", 2, "working", "finance"],
        ["item-2", 1, "assigned", "tax"],
      ]);
      expect(await versions(1)).toEqual([
        ["item-1", 1, "assigned", "finance"],
        ["item-2", 1, "assigned", "tax"],
      ]);
      expect(await versions(0)).toEqual([]);
      expect(await storage.record("item", "item-1", { atSeq: 2 })).toMatchObject({ version: 2 });
      expect(await storage.record("item", "item-1", { atSeq: 0 })).toBeNull();
      expect(await storage.record("slip", "item-1")).toBeNull();
      const history = await storage.recordHistory("item", "item-1");
      expect(history.map((r) => [r.version, r.event, r.words, r.seq])).toEqual([
        [1, "raise", null, 1],
        [2, "feedback", "已开工", 2],
        [3, "amend", null, 3],
      ]);
      expect(await storage.recordHistory("item", "item-9")).toEqual([]);
    });

    test("is found by what it names, now and then", async () => {
      const storage = await fresh();
      await written(storage, [
        itemStep(),
        itemStep(
          { id: "item-2", state: "closed", event: "close" },
          {
            unit: "industry",
            coUnits: [],
            remedies: [],
            region: "371425",
            indicator: null,
            round: "2020-R098",
            person: { accountId: null, name: "孙八" },
            leader: null,
          },
        ),
        slipStep(),
        liaisonStep(),
        meetingStep(),
      ]);
      const found = async (filter: Parameters<Storage["records"]>[1]) =>
        (await storage.records("item", filter)).map((r) => r.id);
      expect(await found({ units: ["land"] })).toEqual(["item-1"]);
      expect(await found({ units: ["land", "industry"] })).toEqual(["item-1", "item-2"]);
      expect(await found({ units: [] })).toEqual([]);
      expect(await found({ units: ["nobody"] })).toEqual([]);
      expect(await found({ states: ["closed"] })).toEqual(["item-2"]);
      expect(await found({ states: ["closed"], units: ["land"] })).toEqual([]);
      expect(await found({ regions: ["371425"] })).toEqual(["item-2"]);
      expect(await found({ indicators: ["budget_revenue"] })).toEqual(["item-1"]);
      expect(await found({ round: "2020-R098" })).toEqual(["item-2"]);
      expect(await found({ account: "leader" })).toEqual(["item-1"]);
      expect(await found({ account: "officer" })).toEqual(["item-1", "item-2"]);
      expect(await found({ ids: ["item-2", "item-9"] })).toEqual(["item-2"]);
      expect(await found({ limit: 1 })).toEqual(["item-1"]);
      await expect(found({ limit: 0 })).rejects.toThrow(RangeError);
      expect(
        await storage.records("slip", { units: ["finance"], indicators: ["gdp"] }),
      ).toHaveLength(1);
      expect(await storage.records("liaison", { account: "leader" })).toHaveLength(1);
      expect(await storage.records("meeting", { account: "leader", round: ROUND })).toHaveLength(1);

      await written(storage, [
        itemStep(
          { basedOn: 1, state: "working", event: "amend" },
          { unit: "water", coUnits: [], remedies: [], leader: null },
        ),
      ]);
      expect(await found({ units: ["land"] })).toEqual([]);
      expect(await found({ units: ["water"], states: ["working"] })).toEqual(["item-1"]);
      expect(await found({ units: ["land"], atSeq: 1 })).toEqual(["item-1"]);
      expect(await found({ units: ["water"], atSeq: 1 })).toEqual([]);
      expect(await found({ states: ["assigned"], atSeq: 1 })).toEqual(["item-1"]);
      expect(await found({ account: "leader" })).toEqual([]);
    });

    test("over a version that no longer stands changes nothing at all", async () => {
      const storage = await fresh();
      await written(storage, [itemStep()]);
      const result = await write(
        storage,
        [
          slipStep(),
          itemStep({ basedOn: 0 }),
          itemStep({ id: "item-2", basedOn: 4 }),
          roundStep({ state: "frozen" }),
        ],
        { messages: [message()], standings: [standing()] },
      );
      expect(result).toEqual({
        kind: "changed_meanwhile",
        records: [
          { kind: "item", id: "item-1", record: await storage.record("item", "item-1") },
          { kind: "item", id: "item-2", record: null },
        ],
      });
      expect(await storage.headSeq()).toBe(1);
      expect(await storage.records("slip")).toEqual([]);
      expect(await storage.records("round")).toEqual([]);
      expect(await storage.messages({})).toEqual([]);
      expect(await storage.standings({})).toEqual([]);
      expect(await storage.readAudit({})).toHaveLength(1);
      // The refused write drew no number either.
      const [slip] = await written(storage, [slipStep()]);
      expect(slip?.body).toMatchObject({ number: "德调督〔2020〕1号" });
    });

    test("is refused where there is none, where one is named twice, and where a number has no place", async () => {
      const storage = await fresh();
      await expect(write(storage, [])).rejects.toThrow(RangeError);
      await expect(write(storage, [itemStep(), itemStep()])).rejects.toThrow(RangeError);
      const number = { series: "round/2020", prefix: "", suffix: "" };
      await expect(write(storage, [roundStep({ number })])).rejects.toThrow(RangeError);
      expect(await storage.headSeq()).toBe(0);
    });

    test("that fails on its way leaves nothing behind", async () => {
      const storage = await fresh();
      const late = message({ notBefore: "someday" });
      await expect(write(storage, [slipStep()], { messages: [late] })).rejects.toThrow(RangeError);
      expect(await storage.headSeq()).toBe(0);
      expect(await storage.record("slip", "slip-1")).toBeNull();
      const [slip] = await written(storage, [slipStep()]);
      expect(slip?.body).toMatchObject({ number: "德调督〔2020〕1号" });
    });

    test("of two who made it over one version is one's", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const both = async (basedOn: number) =>
        Promise.all(
          [one, two, one, two].map((storage, n) =>
            write(storage, [itemStep({ basedOn }, { title: `第 ${n} 人` })]),
          ),
        );
      for (const basedOn of [0, 1, 2]) {
        const results = await both(basedOn);
        const [winner, ...others] = results.filter((result) => result.kind === "committed");
        expect(others).toEqual([]);
        expect(winner?.records[0]?.version).toBe(basedOn + 1);
        const standing = await two.record("item", "item-1");
        for (const result of results) {
          if (result.kind === "changed_meanwhile") {
            expect(result.records).toEqual([{ kind: "item", id: "item-1", record: standing }]);
          }
        }
      }
      expect(await one.recordHistory("item", "item-1")).toHaveLength(3);
      expect(await one.headSeq()).toBe(3);
      expect(await one.readAudit({})).toHaveLength(3);
    });

    test("keeps what proves us to others out of the log and the audit log", async () => {
      const storage = await fresh();
      const channels: SettingsBodies["channels"] = {
        channels: [
          {
            id: "ding",
            name: "钉钉群",
            enabled: true,
            quiet: null,
            units: "all",
            way: { kind: "dingtalk", url: "https://example.cn/robot?token=t0ken", secret: "SECx1" },
          },
        ],
        address: null,
      };
      const [record] = await written(storage, [
        {
          kind: "settings",
          id: "channels",
          basedOn: 0,
          state: "set",
          event: "set",
          words: null,
          evidence: [],
          body: channels,
        },
      ]);
      expect(record?.body).toEqual(channels);
      const told = JSON.stringify([await storage.changesSince(0), await storage.readAudit({})]);
      expect(told).toContain("settings");
      expect(told).not.toMatch(/t0ken|SECx1|钉钉群/u);
    });
  });
}
