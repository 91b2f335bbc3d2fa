import { DETAIL_NAMES, DETAIL_VALUES } from "../../../strings/zh-CN-audit.ts";

/** What a field of a row's detail is called; its own name where it has none. */
export function detailName(field: string): string {
  return DETAIL_NAMES[field] ?? field;
}

/** A value of a row's detail as a person reads it: `旧 → 新`, lists joined. */
export function detailText(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (Array.isArray(value)) {
    return value.length === 0 ? "—" : value.map((one) => detailText(one)).join("、");
  }
  if (typeof value !== "object") {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return DETAIL_VALUES[text] ?? text;
  }
  const fields = Object.entries(value);
  const names = fields.map(([name]) => name);
  if (names.length === 2 && names.includes("from") && names.includes("to")) {
    const change = value as { from: unknown; to: unknown };
    return `${detailText(change.from)} → ${detailText(change.to)}`;
  }
  return fields.map(([name, one]) => `${detailName(name)}：${detailText(one)}`).join("；");
}
