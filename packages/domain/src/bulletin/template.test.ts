import fc from "fast-check";
import { expect, test } from "vitest";
import { TEMPLATE_LENGTH, parseTemplate, renderTemplate } from "./template.ts";
import type { FieldKinds } from "./template.ts";

const FIELDS: FieldKinds = {
  时期: "text",
  指标: "text",
  数值: "number",
  位次: "text",
  变化: "text",
};

function render(source: string, values: Record<string, string>): string | null {
  const parsed = parseTemplate(source, FIELDS);
  if (!parsed.ok) throw new Error(parsed.faults.join("；"));
  return renderTemplate(parsed.template, (name, decimals) => {
    const value = values[name];
    return value === undefined ? null : `${value}${decimals === null ? "" : `@${decimals}`}`;
  });
}
const faults = (source: string): readonly string[] => {
  const parsed = parseTemplate(source, FIELDS);
  return parsed.ok ? [] : parsed.faults;
};

test("[H1] a field is replaced by its text, with the decimals that it asks for", () => {
  const values = { 时期: "1—6月", 指标: "财政收入", 数值: "123.4" };
  expect(render("{时期}，{指标}完成{数值}亿元", values)).toBe("1—6月，财政收入完成123.4亿元");
  expect(render("{数值:2}", values)).toBe("123.4@2");
});

test("[H2] an optional part is left out where one of its own fields is missing", () => {
  const source = "{时期}[，居{位次}[，{变化}]]";
  expect(render(source, { 时期: "6月", 位次: "第5位", 变化: "上升1位" })).toBe(
    "6月，居第5位，上升1位",
  );
  expect(render(source, { 时期: "6月", 位次: "第5位" })).toBe("6月，居第5位");
  expect(render(source, { 时期: "6月", 变化: "上升1位" })).toBe("6月");
});

test("[H2] where a field outside every optional part is missing there is no sentence", () => {
  expect(render("{时期}完成{数值}", { 时期: "6月" })).toBeNull();
});

test("[H3] every fault is told, with its place and what to do", () => {
  expect(faults("")).toEqual(["模板不能为空"]);
  expect(faults("{时间}")).toEqual([
    "第 1 个字：没有字段“时间”，可用的有时期、指标、数值、位次、变化",
  ]);
  expect(faults("{时期}[，{位次}")).toEqual(["第 5 个字：“[”没有对应的“]”"]);
  expect(faults("{时期}，{位次}]")).toEqual(["第 10 个字：“]”没有对应的“[”"]);
  expect(faults("{时期")).toEqual(["第 1 个字：“{”没有对应的“}”"]);
  expect(faults("时期}")).toEqual(["第 3 个字：“}”没有对应的“{”"]);
  expect(faults("{时期}[，同比]")).toEqual(["第 9 个字：可选段里须有字段，否则永远不会省略"]);
  expect(faults("{时期:1}")).toEqual(["第 1 个字：“时期”不是数字，不能指定小数位"]);
  expect(faults("{数值:9}{数值:x}")).toHaveLength(2);
  expect(faults("[[[[{位次}]]]]")).toContain("第 4 个字：可选段最多套 3 层");
  expect(faults("｛时期｝")).toEqual(["“｛”须写成半角的 { } 或 [ ]"]);
  expect(faults("{时期}\n")).toEqual(["模板不能换行，也不能含控制字符"]);
  expect(faults("字".repeat(TEMPLATE_LENGTH + 1))).toEqual(["模板最多 500 个字"]);
  expect(faults("{constructor}")).toHaveLength(1);
});

test("[H4] a value is data: what looks like a field or a part in it stays as it is", () => {
  expect(render("{指标}", { 指标: "{时期}[，{位次}]" })).toBe("{时期}[，{位次}]");
});

test("[H3] whatever is typed is parsed or refused with a sentence, never thrown at", () => {
  const signs = fc.constantFrom("{", "}", "[", "]", "时期", "数值", ":", "2", "，", "｛", "\u0000");
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 60 }), (typed) => {
      const parsed = parseTemplate(typed.join(""), FIELDS);
      if (parsed.ok) expect(renderTemplate(parsed.template, () => "值")).not.toMatch(/[{}[\]]/u);
      else expect(parsed.faults.length).toBeGreaterThan(0);
    }),
  );
});
