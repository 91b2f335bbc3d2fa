import { expect, test } from "vitest";
import { agendaOf } from "./agenda.ts";

test("[Z5] an agenda has the last decisions, red, yellow, overdue figures and overdue items, in that order", () => {
  const figure = (title: string, light: "behind" | "slow" | "on", gap: number, late = 0) => ({
    indicator: "gdp",
    region: "371400",
    title,
    light,
    words: `${title}的灯`,
    gap,
    overdueDays: late,
  });
  let n = 0;
  const agenda = agendaOf({
    previous: { id: "last", title: "第 100 期调度会" },
    figures: [
      figure("偏慢", "slow", -1),
      figure("未报", "on", 1, 4),
      figure("很落后", "behind", -9),
      figure("良好", "on", 2),
      figure("落后", "behind", -3, 2),
    ],
    matters: [
      { id: "i1", title: "事项一", overdueDays: 1 },
      { id: "i9", title: "事项九", overdueDays: 9 },
    ],
    id: () => String((n += 1)),
  });
  expect(agenda.map(({ title }) => title)).toEqual([
    "上次决定落实",
    "很落后",
    "落后",
    "偏慢",
    "未报",
    "事项九",
    "事项一",
  ]);
  expect(agenda.map(({ why }) => why)).toEqual([
    "第 100 期调度会",
    "很落后的灯",
    "落后的灯；未报，逾期 2 天",
    "偏慢的灯",
    "未报，逾期 4 天",
    "超期 9 天",
    "超期 1 天",
  ]);
  expect(new Set(agenda.map(({ id }) => id)).size).toBe(7);
});
