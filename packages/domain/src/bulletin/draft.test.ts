import { expect, test } from "vitest";
import { bulletinAnnex } from "./annex.ts";
import { BULLETIN_EVENTS, BULLETIN_STATES, BULLETIN_TRANSITIONS } from "./bulletin.ts";
import type { BulletinRow } from "./bulletin-row.ts";
import { rowSentence } from "./bulletin-row.ts";
import { draftBulletin } from "./draft.ts";
import { DEFAULT_TEMPLATES } from "./templates.ts";

const REVENUE: BulletinRow = {
  key: "budget_revenue:371400",
  familyName: "财政",
  name: "一般公共预算收入",
  facts: {
    indicator: {
      code: "budget_revenue",
      name: "一般公共预算收入",
      kind: "cumulative",
      unit: "亿元",
      decimals: 1,
      family: "fiscal",
      frequency: "month",
      leadUnit: "市财政局",
    },
    region: "全市",
    period: "2020-01/2020-06",
    level: "105.6",
    yearOnYear: { by: "percent", value: "-7.4" },
    share: null,
    target: "240亿元",
    completion: "44",
    gap: "-6",
    standing: null,
    rank: null,
    month: null,
  },
  scheduled: "50",
  light: "behind",
  words: "落后序时进度 6.0 个百分点",
  short: "−6.0",
  judgedOn: null,
  missing: null,
  simulated: { figure: false, target: false },
};
const LATE: BulletinRow = {
  ...REVENUE,
  key: "retail:371400",
  name: "社零总额",
  missing: { kind: "overdue", periodLabel: "1—7月", dueOn: "2020-08-18", overdueDays: 3 },
};
const drafted = (...rows: BulletinRow[]) =>
  draftBulletin({
    templates: DEFAULT_TEMPLATES,
    rows,
    round: { year: 2020, number: 117 },
    on: "2020-08-21",
    matters: [],
    meeting: null,
  });

test("[H13] text and annex say the numbers of the rows that they are drawn up from", () => {
  const { title, blocks, annex } = drafted(REVENUE);
  expect(title).toBe("关于2020年第117期主要指标调度情况的通报");
  const text = blocks.map((block) => block.text).join("\n");
  for (const words of ["105.6亿元", "下降7.4%", "44.0%", "落后序时进度6.0个百分点"]) {
    expect(text).toContain(words);
  }
  expect(annex.rows[0]?.slice(2, 4)).toEqual(["105.6", "−7.4%"]);
});

test("[H14] what is missing stands as 未报 in lists and annex, and its sentence says since when", () => {
  const { blocks, annex } = drafted(REVENUE, LATE);
  const text = blocks.map((block) => block.text).join("\n");
  expect(text).toMatch(/未报的有[^\n]*社零总额/u);
  expect(text).toContain("1—7月数据应于8月18日前报送，逾期3天");
  expect(annex.rows.map((cells) => cells.at(-1))).toEqual(["落后", "未报"]);
});

test("[H15] what a light is about names its own period, and what is invented says so", () => {
  const earlier: BulletinRow = { ...REVENUE, judgedOn: "2020-01/2020-05" };
  expect(rowSentence(DEFAULT_TEMPLATES, earlier)).toContain("进度按1—5月数据：");
  expect(bulletinAnnex("表", [earlier]).rows[0]?.slice(-2)).toEqual(["—", "落后（1—5月）"]);
  const invented: BulletinRow = { ...REVENUE, simulated: { figure: true, target: false } };
  expect(rowSentence(DEFAULT_TEMPLATES, invented)).toContain("数据为模拟");
  expect(bulletinAnnex("表", [invented]).rows[0]?.[0]).toContain("（模拟）");
});

test("[H17] a draft is edited, issued or withdrawn; what was issued is withdrawn alone", () => {
  const open = (state: (typeof BULLETIN_STATES)[number]) =>
    BULLETIN_EVENTS.filter((event) => "to" in BULLETIN_TRANSITIONS[state][event]);
  expect(BULLETIN_STATES.map((state) => [state, open(state)])).toEqual([
    ["new", ["draw_up"]],
    ["draft", ["edit", "issue", "withdraw"]],
    ["issued", ["withdraw"]],
    ["withdrawn", []],
  ]);
});
