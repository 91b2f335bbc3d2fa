import { afterEach, describe, expect, test } from "vitest";
import type { Storage } from "../../src/index.ts";
import { commit, figure } from "./figures.ts";

export function exactnessContract(fresh: () => Promise<Storage>): void {
  describe("what is stored", () => {
    const zone = process.env["TZ"];
    afterEach(() => {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    });

    test.each([
      "0.1",
      "-6.8",
      "206504.30",
      "0",
      "-0.000000000001",
      "123456789012345678901234567890",
      "0.123456789012345678901234567891",
      "9007199254740993",
    ])("keeps every digit of %s", async (value) => {
      const storage = await fresh();
      const { observations } = await commit(storage, [figure({ value })]);
      expect(observations[0]?.value).toBe(value);
      expect((await storage.observations({ years: [2020] }))[0]?.value).toBe(value);
      expect((await storage.observations({ years: [2020], atSeq: 1 }))[0]?.value).toBe(value);
      expect((await storage.revisions(figure()))[0]?.value).toBe(value);
    });

    test.each(["America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"])(
      "gives a date back as it came, on a machine in %s",
      async (TZ) => {
        process.env["TZ"] = TZ;
        const storage = await fresh();
        const item = figure({ period: "2020-03-08", asOf: "2020-03-08", indicator: "pm25" });
        await commit(storage, [item]);
        const [stored] = await storage.observations({ years: [2020], periodKinds: ["day"] });
        expect(stored).toMatchObject({ period: "2020-03-08", asOf: "2020-03-08" });
      },
    );

    test("keeps Chinese, quotes and null as they are", async () => {
      const storage = await fresh();
      const item = figure({ source: `《统计公报》"第1号" 'x' \\ 😀`, simulated: true });
      await commit(storage, [item]);
      expect(await storage.observations({ years: [2020] })).toMatchObject([item]);
    });
  });
}
