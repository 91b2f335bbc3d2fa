import type { FormField } from "@diaodu/contracts";
import { INDICATOR_KINDS, jumpWarning, parseDecimal, type IndicatorKind } from "@diaodu/domain";
import { office } from "../../strings/zh-CN-office.ts";

export interface Reading {
  /** Exact decimal text; null while there is none. */
  readonly value: string | null;
  /** Why it cannot be sent. */
  readonly fault: string | null;
  /** What the sender should look at once more. */
  readonly warning: string | null;
}

/** Full-width forms that input methods and spreadsheets leave behind, and every kind of minus. */
const FULL_WIDTH = /[\uff01-\uff5e]/gu;
const MINUSES = /[\u2212\u2012-\u2015\ufe63]/gu;
/** Between groups of three digits: comma, space, thin and narrow space. */
const SEPARATORS = /[,\s\u00a0\u2009\u202f]/gu;

/** Plain text of a number as people write it: `２０６，５０４.３ 亿元` → `206504.3`. */
export function plainNumber(typed: string, unit: string): string {
  const plain = typed
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(MINUSES, "-")
    .replace(SEPARATORS, "");
  const bare = plain.endsWith(unit) && unit !== "" ? plain.slice(0, -unit.length) : plain;
  return bare.replace(/^\+/u, "").replace(/^(-?)\./u, "$10.");
}

/** What the typed text says, checked as far as can be without asking the server. */
export function readTyped(field: FormField, typed: string): Reading {
  if (typed.trim() === "") return { value: null, fault: null, warning: null };
  const parsed = parseDecimal(plainNumber(typed, field.unit));
  if (!parsed.ok) return { value: null, fault: parsed.fault, warning: null };
  return { value: parsed.value, fault: null, warning: warningOf(field, parsed.value) };
}

function warningOf(field: FormField, value: string): string | null {
  const next = { period: field.period, value };
  const jump = jumpWarning(kindOf(field), next, field.history);
  if (jump !== null) return jump;
  const decimals = value.split(".")[1]?.length ?? 0;
  return decimals > field.decimals ? office.report.moreDecimals(field.decimals) : null;
}

/** How the series behaves, as the server tells; a kind unknown here moves freely. */
function kindOf(field: FormField): IndicatorKind {
  return INDICATOR_KINDS.find((kind) => kind === field.kind) ?? "rate";
}
