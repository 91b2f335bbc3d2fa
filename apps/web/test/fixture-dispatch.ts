import type { DispatchPart } from "@diaodu/contracts";

type Item = DispatchPart["items"]["list"][number];

const item = (n: number, part: Partial<Item> = {}): Item => ({
  id: `item-${n}`,
  title: `第 ${n} 个问题`,
  unitName: "市统计局",
  leader: "分管领导",
  dueOn: "2020-06-20",
  state: "working",
  indicator: null,
  region: "100000",
  simulated: true,
  ...part,
});

export const LONG_TITLE =
  "省重点项目“高端装备智能制造产业园二期”用地手续迟迟未批，开工时间一再推后，须本月内协调解决";

/** A running round with late units, 14 open problems of which 12 are listed, slips and turns. */
export const dispatchFixture: DispatchPart = {
  seq: 1230,
  round: {
    code: "2020-R085",
    number: 85,
    from: "2020-06-17",
    to: "2020-06-18",
    dueAt: "2020-06-18T09:00:00.000Z",
    state: "due",
    asked: 14,
    reported: 9,
    units: [
      { code: "a", name: "市统计局", asked: 4, reported: 4, overdueDays: 0 },
      { code: "b", name: "市财政局", asked: 4, reported: 0, overdueDays: 0 },
      {
        code: "c",
        name: "德州经济技术开发区经济运行和重点项目推进服务中心",
        asked: 6,
        reported: 5,
        overdueDays: 3,
      },
      { code: "d", name: "不报单位", asked: 0, reported: 0, overdueDays: 0 },
    ],
  },
  gaps: {
    round: "2020-R084",
    number: 84,
    frozenSeq: 1200,
    turnedBehind: [
      {
        key: "budget_revenue:100000",
        indicator: "budget_revenue",
        region: "100000",
        name: "财政收入 · 全国",
        light: "behind",
        words: "落后上年曲线 6.3 个百分点",
        rounds: 1,
      },
    ],
    turnedSlow: [],
    stayed: [
      {
        key: "fai:100000",
        indicator: "fai",
        region: "100000",
        name: "投资 · 全国",
        light: "behind",
        words: "低于目标 6.1 个百分点",
        rounds: 12,
      },
    ],
    recovered: [
      {
        key: "new_jobs:100000",
        indicator: "new_jobs",
        region: "100000",
        name: "新增就业 · 全国",
        light: "on",
        words: "超序时进度 2.1 个百分点",
        rounds: 1,
      },
    ],
  },
  items: {
    open: 14,
    overdue: 2,
    waiting: 1,
    closed: 3,
    list: [
      item(1, { title: LONG_TITLE, dueOn: "2020-06-14" }),
      item(2, { dueOn: "2020-06-16", indicator: "budget_revenue" }),
      item(3, { state: "submitted", leader: null, simulated: false }),
      ...Array.from({ length: 9 }, (_, index) => item(index + 4)),
    ],
  },
  slips: {
    open: 3,
    issued: [
      {
        id: "slip-1",
        number: "德调督〔2020〕12号",
        rung: "order",
        unitName: "市财政局",
        title: "督办单：财政收入连续 4 期落后",
        state: "delivered",
        simulated: true,
      },
    ],
  },
  meeting: null,
};
