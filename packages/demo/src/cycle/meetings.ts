import { addDays } from "@diaodu/domain";
import type { PlainDate } from "@diaodu/domain";
import { chanceOf } from "../chance.ts";
import { personName } from "../office.ts";
import { actOn, LEADER, OFFICE } from "./act.ts";
import type { Act } from "./act.ts";
import { DECISIONS } from "./story-words.ts";

/** The first of the weekly meetings, all of them on Fridays; none in the weeks of the long holidays. */
const FIRST_FRIDAY: PlainDate = "2020-01-03";
const LAST: PlainDate = "2021-01-29";
const HOLIDAYS: readonly PlainDate[] = ["2020-01-24", "2020-05-01", "2020-10-02"];

/** Sundays after the accounts of a quarter were published, and what the meeting is about. */
const QUARTERLY: readonly (readonly [PlainDate, string])[] = [
  ["2020-01-19", "2019年度经济运行专题调度会（模拟）"],
  ["2020-04-19", "一季度经济运行专题调度会（模拟）"],
  ["2020-07-19", "上半年经济运行专题调度会（模拟）"],
  ["2020-10-25", "前三季度经济运行专题调度会（模拟）"],
  ["2021-01-24", "2020年度经济运行专题调度会（模拟）"],
];

/** Days to do what a meeting decided. */
const DAYS_TO_ACT = 7;

/** Every meeting from its planning to its end, and what became of its decisions. */
export function meetingActs(seed: number): Act[] {
  const random = chanceOf(seed, "meetings");
  let turn = Math.floor(random() * DECISIONS.length);
  const decisions = (count: number) =>
    Array.from({ length: count }, () => {
      turn += 1;
      return DECISIONS[turn % DECISIONS.length] ?? DECISIONS[0];
    });
  const weekly: Planned[] = [];
  for (let day = FIRST_FRIDAY; day <= LAST; day = addDays(day, 7)) {
    if (HOLIDAYS.includes(day)) continue;
    const title = `${monthDay(day)}经济运行周调度会（模拟）`;
    weekly.push({ day, title, host: OFFICE, ahead: 3, decisions: 1 });
  }
  const quarterly = QUARTERLY.map(([day, title]): Planned => {
    return { day, title, host: LEADER, ahead: 2, decisions: 3 };
  });
  // In turn by day: what is decided again was done long before.
  return [...weekly, ...quarterly]
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .flatMap(({ day, title, host, ahead, decisions: count }) =>
      meeting({ day, title, host, plannedOn: addDays(day, -ahead), taken: decisions(count) }),
    );
}

interface Planned {
  readonly day: PlainDate;
  readonly title: string;
  readonly host: string;
  /** Days before it that it is planned. */
  readonly ahead: number;
  readonly decisions: number;
}

function meeting(o: {
  readonly day: PlainDate;
  readonly title: string;
  readonly host: string;
  readonly plannedOn: PlainDate;
  readonly taken: readonly ((typeof DECISIONS)[number] | undefined)[];
}): Act[] {
  const { day, title, host, plannedOn } = o;
  const id = `sim-meeting-${day}`;
  const plannedFor = new Date(`${day}T15:00:00+08:00`).toISOString();
  const taken = o.taken.flatMap((one) => one ?? []);
  const dueOn = addDays(day, DAYS_TO_ACT);
  const decided = taken.flatMap(({ unit, about, words }, index) => {
    const item = `${id}-i${index + 1}`;
    return [
      actOn(
        day,
        `15:${20 + index * 5}`,
        host,
        {
          kind: "decide",
          meeting: id,
          decision: `${id}-d${index + 1}`,
          item,
          about,
          words,
          unit,
          person: personName(unit),
          dueOn,
        },
        `${id}-d${index + 1}`,
      ),
      ...followUp(item, unit, day, index),
    ];
  });
  const minutes = [
    "会议通报了主要指标完成情况，分析了落后指标的原因。",
    ...taken.map(({ words }, index) => `${index + 1}. ${words}`),
    "以上内容为演示所用，系模拟。",
  ].join("\n");
  const attending = ["statistics", "finance", host === LEADER ? OFFICE : LEADER];
  return [
    actOn(
      plannedOn < "2020-01-02" ? "2020-01-02" : plannedOn,
      "16:33",
      host,
      { kind: "plan", meeting: id, title, plannedFor },
      `${id}-plan`,
    ),
    ...attending.map((login, index) =>
      actOn(
        day,
        `14:5${index + 1}`,
        login,
        { kind: "attend", meeting: id, unit: POSTS[login] ?? "市直部门" },
        `${id}-attend-${login}`,
      ),
    ),
    actOn(day, "15:03", host, { kind: "freeze", meeting: id }, `${id}-freeze`),
    ...decided,
    actOn(day, "15:50", host, { kind: "write", meeting: id, minutes }, `${id}-write`),
    actOn(day, "16:02", host, { kind: "end", meeting: id }, `${id}-end`),
  ];
}

const POSTS: Readonly<Record<string, string>> = {
  statistics: "统计专班（模拟）",
  finance: "财政调度专班（模拟）",
  diaodu: "调度办（模拟）",
  lingdao: "分管领导（模拟）",
};

/** What was decided is done within the week; every third decision needs some days more. */
function followUp(item: string, unit: string, day: PlainDate, index: number): Act[] {
  const late = (Number(day.slice(8)) + index) % 3 === 0;
  const [told, asked, closed] = late ? [4, 9, 11] : [3, 5, 6];
  const empty = { until: null, done: [], changes: null };
  return [
    actOn(
      addDays(day, told),
      `16:2${index}`,
      unit,
      {
        kind: "work",
        item,
        deed: { event: "feedback", words: "已按会议决定制定工作安排，正在推进。", ...empty },
        evidence: null,
      },
      `${item}-1`,
    ),
    actOn(
      addDays(day, asked),
      `14:3${index}`,
      unit,
      {
        kind: "work",
        item,
        deed: { event: "request_closure", words: "会议决定事项已办理完毕，材料附后。", ...empty },
        evidence: { name: `会议决定落实情况（模拟）-${day}-${index + 1}.pdf` },
      },
      `${item}-2`,
    ),
    actOn(
      addDays(day, closed),
      `11:2${index}`,
      OFFICE,
      {
        kind: "work",
        item,
        deed: { event: "close", words: "已核实，同意销号。", ...empty },
        evidence: null,
      },
      `${item}-3`,
    ),
  ];
}

function monthDay(day: PlainDate): string {
  const [, month = "", date = ""] = day.split("-");
  return `${Number(month)}月${Number(date)}日`;
}
