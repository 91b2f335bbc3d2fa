import { describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import {
  itemStep,
  message,
  ROUND,
  roundStep,
  slipStep,
  standing,
  write,
  written,
} from "./cycle.ts";

/** What a storage does with the numbers of papers and the standings of rounds. */
export function paperContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
): void {
  describe("the numbers of papers", () => {
    test("run on by series, and reach the messages that tell of them", async () => {
      const storage = await fresh();
      const notices = ["a", "b", "c"].map((id) => slipStep({ id }));
      const next = { series: "slip/2021", prefix: "德调督〔2021〕", suffix: "号" };
      const about = (id: string) => ({ kind: "slip", id });
      await written(storage, [...notices, slipStep({ id: "d", number: next })], {
        messages: [
          message({ id: "m1", about: about("b") }),
          message({ id: "m2", about: about("d"), number: "旧 3 号" }),
          message({ id: "m3", about: about("elsewhere") }),
        ],
      });
      await written(storage, [slipStep({ id: "e" }), itemStep()]);
      const slips = await storage.records("slip");
      const numbers = new Map(slips.map((slip) => [slip.id, slip.body.number]));
      expect(numbers).toEqual(
        new Map([
          ["e", "德调督〔2020〕4号"],
          ["a", "德调督〔2020〕1号"],
          ["b", "德调督〔2020〕2号"],
          ["c", "德调督〔2020〕3号"],
          ["d", "德调督〔2021〕1号"],
        ]),
      );
      expect((await storage.messages({})).map((m) => [m.id, m.number])).toEqual([
        ["m1", "德调督〔2020〕2号"],
        ["m2", "旧 3 号"],
        ["m3", null],
      ]);
    });

    test("have no hole and no double when servers race, and some are refused", async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      const tries = Array.from({ length: 24 }, (_, n) =>
        // Every fourth is made by both servers: one of them is told that it is there already.
        write(n % 2 === 0 ? one : two, [slipStep({ id: `slip-${n % 4 === 3 ? n - 1 : n}` })]),
      );
      const results = await Promise.all(tries);
      expect(results.filter((result) => result.kind === "changed_meanwhile")).toHaveLength(6);
      const numbers = (await one.records("slip")).map((slip) => slip.body.number);
      expect(numbers.toSorted()).toEqual(
        Array.from({ length: 18 }, (_, n) => `德调督〔2020〕${n + 1}号`).toSorted(),
      );
    });
  });

  describe("the standings of a round", () => {
    test("are kept with the step that freezes it, and read by round or by series", async () => {
      const storage = await fresh();
      const before = standing({ round: "2019-R180", light: "on", gap: null, since: null });
      const madeUp = { since: "2020-R090", until: "2020-R092", rounds: 3 };
      const kept = [
        standing({ indicator: "fai", period: null, value: null, light: "none" }),
        standing({ madeUp }),
        standing({ region: "371425" }),
      ];
      await written(storage, [roundStep({ id: "2019-R180" })], { standings: [before] });
      await written(storage, [roundStep({ state: "frozen" })], { standings: kept });
      expect(await storage.standings({ rounds: [ROUND] })).toEqual(kept);
      expect(await storage.standings({ rounds: [] })).toEqual([]);
      expect(await storage.standings({ indicator: "gdp", region: "371400" })).toEqual([
        before,
        kept[1],
      ]);
      expect(await storage.standings({ roundPrefix: "2019-R" })).toEqual([before]);
      expect(await storage.standings({ limit: 1 })).toEqual([kept[2]]);
      await expect(storage.standings({ limit: 0 })).rejects.toThrow(RangeError);
    });
  });
}
