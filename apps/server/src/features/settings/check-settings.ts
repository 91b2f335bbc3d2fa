import type { Fault } from "@diaodu/contracts";
import { calendarChangeFault, isPlainDate, ladderFaults, templateFaultsAt } from "@diaodu/domain";
import type { Ladder, PlainDate, RoundCalendar } from "@diaodu/domain";

/** What is wrong with a calendar in the place of the one that stands. */
export function calendarFaults(
  before: RoundCalendar,
  after: RoundCalendar,
  today: PlainDate,
): Fault[] {
  const message = calendarChangeFault(before, after, today);
  return message === null ? [] : [{ path: "body", code: "calendar", message }];
}

/**
 * What is wrong with ladders in the place of those that stand: every rule, their order, and what has
 * begun before today, by which slips were issued, stays as it was.
 */
export function ladderChangeFaults(
  before: readonly Ladder[],
  after: readonly Ladder[],
  today: PlainDate,
): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, message: string) => {
    faults.push({ path: `body.ladders.${path}`, code: "ladder", message });
  };
  for (const [index, { validFrom, rules }] of after.entries()) {
    const earlier = after[index - 1];
    if (!isPlainDate(validFrom)) say(`${index}.validFrom`, "没有这一天");
    if (earlier !== undefined && earlier.validFrom >= validFrom) {
      say(`${index}.validFrom`, "须按起始日先后排列，起始日不能重复");
    }
    for (const fault of ladderFaults(rules)) {
      say(`${index}.rules.${fault.index}`, `第 ${fault.index + 1} 条：${fault.words}`);
    }
  }
  const begun = (ladders: readonly Ladder[]) =>
    JSON.stringify(ladders.filter(({ validFrom }) => validFrom < today).map(sameOrder));
  if (begun(before) !== begun(after)) {
    say("0", "今日以前已经生效的规则不能修改，请新增一套自今日或以后生效的规则");
  }
  return faults;
}

/** One order of keys, so that equal ladders are equal texts. */
function sameOrder({ validFrom, rules }: Ladder) {
  return [
    validFrom,
    ...rules.map((rule) => [
      rule.code,
      rule.name,
      rule.subject,
      rule.rung,
      rule.light,
      rule.rounds,
      rule.overdueDays,
      rule.afterAnswerDay,
      rule.answerDays,
    ]),
  ];
}

/** Every fault of every sentence that the office would put in the product's place. */
export function templateChangeFaults(templates: Readonly<Record<string, string>>): Fault[] {
  return Object.entries(templates).flatMap(([key, text]) =>
    templateFaultsAt(key, text).map((message) => ({
      path: `body.templates.${key}`,
      code: "template",
      message,
    })),
  );
}
