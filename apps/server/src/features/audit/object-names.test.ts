import { expect, test } from "vitest";
import { objectNames } from "./object-names.ts";

const nameOf = await objectNames({
  accounts: async () => [],
  listApiKeys: async () => [],
  screens: async () => [],
  catalogue: async () => ({
    indicators: [],
    regions: [],
    targets: [],
    rules: [],
    duties: [],
    boardRows: [],
    seq: 0,
    units: [{ code: "finance", name: "市财政局", shortName: "财政局", region: "371400" }],
  }),
});

test("what is reported is told by unit and round", () => {
  expect(nameOf("report:finance/2020-R101")).toContain("市财政局 · ");
  expect(nameOf("report:finance/2020-R101")).toContain("第 101 期");
  expect(nameOf("queue:*")).toBe("审核队列 · 全部单位");
});

test("what nobody knows stays without a name, whatever it holds", () => {
  expect(nameOf("account:gone")).toBeNull();
  expect(nameOf("report:x/…")).toBe("x · …");
  expect(nameOf(":")).toBeNull();
  expect(nameOf(null)).toBeNull();
});
