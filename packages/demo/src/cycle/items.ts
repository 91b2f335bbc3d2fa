import { addDays, dateParts } from "@diaodu/domain";
import type { ItemEvent, PlainDate } from "@diaodu/domain";
import { chanceOf } from "../chance.ts";
import { personName } from "../office.ts";
import { actOn, LEADER, OFFICE } from "./act.ts";
import type { Act } from "./act.ts";
import { inMonth, STORIES } from "./story-words.ts";
import type { StoryWords } from "./story-words.ts";

type Worked = Exclude<ItemEvent, "raise">;

/** What happens so many days after the item was raised, and at which minute. */
interface Turn {
  readonly day: number;
  readonly event: Worked;
}

interface Course {
  /** Days to the first deadline. */
  readonly due: number;
  readonly turns: readonly Turn[];
}

/** Days of an extension, and of a deadline that is set anew after reopening. */
const LONGER = 8;
const AFTER_REOPENING = 14;

const turn = (day: number, event: Worked): Turn => ({ day, event });

/** The ways that items go, taken in turn: every step of an item's life is among them. */
const COURSES: readonly Course[] = [
  // 延期同意
  {
    due: 9,
    turns: [
      turn(2, "feedback"),
      turn(7, "ask_extension"),
      turn(8, "grant_extension"),
      turn(11, "feedback"),
      turn(14, "request_closure"),
      turn(15, "close"),
    ],
  },
  // 按期办结
  {
    due: 12,
    turns: [
      turn(2, "feedback"),
      turn(5, "feedback"),
      turn(8, "feedback"),
      turn(10, "request_closure"),
      turn(11, "close"),
    ],
  },
  // 销号后重新打开
  {
    due: 10,
    turns: [
      turn(3, "feedback"),
      turn(6, "request_closure"),
      turn(7, "close"),
      turn(15, "reopen"),
      turn(16, "amend"),
      turn(18, "feedback"),
      turn(21, "request_closure"),
      turn(22, "close"),
    ],
  },
  // 长期超期
  {
    due: 10,
    turns: [
      turn(4, "feedback"),
      turn(9, "feedback"),
      turn(16, "feedback"),
      turn(20, "request_closure"),
      turn(21, "close"),
    ],
  },
  // 销号申请先退回，后核实
  {
    due: 18,
    turns: [
      turn(3, "feedback"),
      turn(6, "feedback"),
      turn(10, "request_closure"),
      turn(11, "refuse_closure"),
      turn(13, "feedback"),
      turn(14, "request_closure"),
      turn(16, "close"),
    ],
  },
  // 延期未同意，超期
  {
    due: 8,
    turns: [
      turn(3, "feedback"),
      turn(6, "ask_extension"),
      turn(7, "refuse_extension"),
      turn(10, "feedback"),
      turn(13, "request_closure"),
      turn(14, "close"),
    ],
  },
];

/** Minutes of the day at which each step is usually taken. */
const CLOCK: Readonly<Record<Worked, string>> = {
  feedback: "15:2",
  ask_extension: "11:0",
  grant_extension: "16:4",
  refuse_extension: "16:3",
  request_closure: "14:1",
  refuse_closure: "10:5",
  close: "10:4",
  reopen: "09:3",
  amend: "11:3",
  cancel: "17:3",
};

const FIRST: PlainDate = "2020-01-03";
const LAST: PlainDate = "2021-01-28";
const EVERY_DAYS = 4;

/** Every item that the dispatch office or the leader raises, and what becomes of it. */
export function itemActs(seed: number): Act[] {
  const acts: Act[] = [];
  const random = chanceOf(seed, "items");
  const first = Math.floor(random() * STORIES.length);
  for (let number = 0; ; number += 1) {
    const raisedOn = addDays(FIRST, number * EVERY_DAYS);
    if (raisedOn > LAST) break;
    const words = STORIES[(first + number) % STORIES.length];
    const course = COURSES[number % COURSES.length];
    if (words === undefined || course === undefined) throw new RangeError("no such story");
    acts.push(...storyOf({ item: `sim-${raisedOn}`, raisedOn, words, course, random, number }));
  }
  return acts;
}

function storyOf(o: {
  readonly item: string;
  readonly raisedOn: PlainDate;
  readonly words: StoryWords;
  readonly course: Course;
  readonly random: () => number;
  readonly number: number;
}): Act[] {
  const { item, raisedOn, words, course, random, number } = o;
  const { month } = dateParts(raisedOn);
  const dueOn = addDays(raisedOn, course.due);
  const minute = (clock: string) => `${clock}${Math.floor(random() * 10)}`;
  const remedies = words.remedies.map((said, index) => ({
    id: `${item}-m${index + 1}`,
    words: said,
    unit: words.unit,
    person: personName(words.unit),
    dueOn: addDays(raisedOn, Math.min(course.due, 4 + index * 4)),
  }));
  const raised = actOn(
    raisedOn,
    minute("10:1"),
    number % 3 === 2 ? LEADER : OFFICE,
    {
      kind: "raise",
      item,
      about: words.indicator === null ? null : { indicator: words.indicator, region: words.region },
      words: {
        title: `${inMonth(words.title, month)}（模拟）`,
        problem: inMonth(words.problem, month),
        unit: words.unit,
        coUnits: words.coUnits,
        region: words.region,
        dueOn,
        remedies,
      },
    },
    `${item}-0`,
  );
  let told = 0;
  const steps = course.turns.map(({ day, event }, index) => {
    const on = addDays(raisedOn, day);
    const said = spoken(event, words, told);
    if (event === "feedback") told += 1;
    const until = event === "ask_extension" ? addDays(dueOn, LONGER) : null;
    const done =
      event === "request_closure"
        ? remedies.map(({ id }) => id)
        : event === "feedback" && told === 2
          ? remedies.slice(0, 1).map(({ id }) => id)
          : [];
    const changes = event === "amend" ? { dueOn: addDays(on, AFTER_REOPENING) } : null;
    const evidence =
      event === "request_closure" ? { name: `办理情况佐证（模拟）-${on}.pdf` } : null;
    return actOn(
      on,
      minute(CLOCK[event]),
      handOf(event, words.unit),
      { kind: "work", item, deed: { event, words: said, until, done, changes }, evidence },
      `${item}-${index + 1}`,
    );
  });
  return [raised, ...steps];
}

function handOf(event: Worked, unit: string): string {
  if (event === "grant_extension" || event === "refuse_extension") return LEADER;
  const own = event === "feedback" || event === "ask_extension" || event === "request_closure";
  return own ? unit : OFFICE;
}

function spoken(event: Worked, words: StoryWords, told: number): string {
  switch (event) {
    case "feedback":
      return words.feedback[Math.min(told, 2)] ?? words.feedback[0];
    case "ask_extension":
      return `${words.longer}，申请延期。`;
    case "grant_extension":
      return "情况属实，同意延期，请抓紧推进。";
    case "refuse_extension":
      return "前期已预留办理时间，不同意延期，请按原时限完成。";
    case "request_closure":
      return words.result;
    case "refuse_closure":
      return "佐证材料不能反映整改后情况，请补充现场照片和台账后重新申请。";
    case "close":
      return "经核实，措施已落实，同意销号。";
    case "reopen":
      return "回头看发现问题有反弹，重新打开，继续整改。";
    case "amend":
      return "重新打开后另定时限。";
    case "cancel":
      return "情况变化，不再办理。";
  }
}
