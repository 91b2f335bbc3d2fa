import { expect, test } from "vitest";
import type { Item } from "@diaodu/contracts";
import { anItem } from "../../../test/items.ts";
import { listTables } from "./list-tables.ts";
import { presentItem } from "./presenter.ts";

const REMEDY = {
  id: "a",
  words: "逐户核实",
  unit: "finance",
  person: "王",
  dueOn: "2020-07-18",
  doneOn: null,
};

function printed(change: Parameters<typeof anItem>[0], id: string): Item {
  return presentItem(
    {
      kind: "item",
      id,
      version: 1,
      state: "assigned",
      event: "raise",
      words: null,
      evidence: [],
      body: anItem(change),
      by: { accountId: null, name: "调度办" },
      at: "2020-07-20T04:00:00.000Z",
      seq: 1,
    },
    {
      names: { indicators: new Map(), regions: new Map(), units: new Map() },
      files: new Map(),
      today: "2020-07-20",
      actor: { subject: { roles: [], units: [], regions: [] }, accountId: null },
    },
  );
}

test("an item has the same number in 问题清单, 措施清单 and 责任清单", () => {
  const items = [
    printed({ title: "甲" }, "1"),
    printed({ title: "乙", simulated: true, remedies: [REMEDY, { ...REMEDY, id: "b" }] }, "2"),
  ];
  const tables = listTables(items, ["数据版本 1"]);
  expect(tables.map(({ name }) => name)).toEqual(["问题清单", "措施清单", "责任清单"]);
  expect(tables.map(({ rows }) => rows.map(([n, title]) => `${n} ${title}`))).toEqual([
    ["1 甲", "2 乙（模拟）"],
    ["1 甲", "2 乙（模拟）", "2 乙（模拟）"],
    ["1 甲", "2 乙（模拟）"],
  ]);
  for (const { columns, rows } of tables) {
    for (const row of rows) expect(row).toHaveLength(columns.length);
  }
  expect(tables[1]?.rows.map((row) => [row[2], row.at(-1)])).toEqual([
    ["尚未提出措施", null],
    ["逐户核实", "2"],
    ["逐户核实", "2"],
  ]);
});
