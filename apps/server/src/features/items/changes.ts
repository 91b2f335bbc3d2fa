import type { ActionItem, Person } from "@diaodu/domain";
import { unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";

/** What a step changed of an item, in words: `时限 2026-07-20 → 2026-07-24`. */
export function changesBetween(before: ActionItem, after: ActionItem, names: Names): string[] {
  const unit = (code: string) => unitName(names, code);
  const all = (codes: readonly string[]) => codes.map(unit).join("、");
  return [
    ...moved("标题", before.title, after.title),
    ...moved("问题", before.problem, after.problem),
    ...moved("牵头单位", unit(before.unit), unit(after.unit)),
    ...moved("配合单位", all(before.coUnits), all(after.coUnits)),
    ...moved("责任人", nameOf(before.person), nameOf(after.person)),
    ...moved("分管领导", nameOf(before.leader), nameOf(after.leader)),
    ...moved("时限", before.dueOn, after.dueOn),
    ...remediesMoved(before, after, unit),
  ];
}

function remediesMoved(
  before: ActionItem,
  after: ActionItem,
  unit: (code: string) => string,
): string[] {
  const earlier = new Map(before.remedies.map((one) => [one.id, one]));
  const later = new Set(after.remedies.map(({ id }) => id));
  const gone = before.remedies.filter(({ id }) => !later.has(id));
  return [
    ...after.remedies.flatMap((now) => {
      const was = earlier.get(now.id);
      if (was === undefined) return [`新增措施：${now.words}（${unit(now.unit)}，${now.dueOn}）`];
      const done = was.doneOn === null && now.doneOn !== null ? [`措施完成：${now.words}`] : [];
      const undone = was.doneOn !== null && now.doneOn === null ? [`措施未完成：${now.words}`] : [];
      return [
        ...done,
        ...undone,
        ...moved("措施", was.words, now.words),
        ...moved(`措施「${now.words}」单位`, unit(was.unit), unit(now.unit)),
        ...moved(`措施「${now.words}」责任人`, was.person, now.person),
        ...moved(`措施「${now.words}」时限`, was.dueOn, now.dueOn),
      ];
    }),
    ...gone.map(({ words }) => `删除措施：${words}`),
  ];
}

const NOBODY = "无";

function moved(label: string, before: string, after: string): string[] {
  if (before === after) return [];
  return [`${label} ${before === "" ? NOBODY : before} → ${after === "" ? NOBODY : after}`];
}

function nameOf(person: Person | null): string {
  return person?.name ?? NOBODY;
}
