import type { CalendarBody, LadderBody, WordingBody } from "@diaodu/contracts";
import type { SettingsBodies } from "@diaodu/storage";

export function presentCalendar({ spells, days }: SettingsBodies["calendar"]): CalendarBody {
  return {
    spells: spells.map(({ from, interval, counting, cutOff, remindHours, freezeAt }) => ({
      from,
      interval,
      counting,
      cutOff,
      remindHours,
      freezeAt,
    })),
    days: days.map(({ date, working, name }) => ({ date, working, name })),
  };
}

export function presentLadder({ ladders }: SettingsBodies["ladder"]): LadderBody {
  return {
    ladders: ladders.map(({ validFrom, rules }) => ({
      validFrom,
      rules: rules.map((rule) => ({
        code: rule.code,
        name: rule.name,
        subject: rule.subject,
        rung: rule.rung,
        light: rule.light,
        rounds: rule.rounds,
        overdueDays: rule.overdueDays,
        afterAnswerDay: rule.afterAnswerDay,
        answerDays: rule.answerDays,
      })),
    })),
  };
}

export function presentWording(body: SettingsBodies["wording"]): WordingBody {
  const { slipMark, bulletinMark, redHead, signed, to, copies, templates } = body;
  return { slipMark, bulletinMark, redHead, signed, to, copies, templates: { ...templates } };
}
