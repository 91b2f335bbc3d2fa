/** What is wrong with a figure before it is accepted: every fault, not the first. Rules [O3]–[O7]. */
import { exact, parseDecimal } from "./decimal.ts";
import { isGrowth, periodFault } from "./indicator.ts";
import type { Indicator } from "./indicator.ts";
import type { Fault, Observation } from "./observation.ts";
import { parsePeriod, periodEnd, periodLength, periodStart } from "./period.ts";
import type { RoundSpan } from "./period.ts";
import { isPlainDate } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";
import { isRegionCode } from "./region.ts";

/** Longest texts accepted, in characters. [O7] */
export const TEXT_LIMITS = { source: 200, reason: 500 } as const;

/**
 * Every fault of a candidate figure, each with its field and a Chinese sentence; empty = acceptable.
 * `today` is the civil date in China. Fields are checked independently, so one bad field hides no other.
 */
export function observationFaults(
  indicator: Indicator,
  candidate: Observation,
  today: PlainDate,
  roundSpan?: RoundSpan,
): Fault[] {
  const faults: Fault[] = [];
  const add = (path: keyof Observation, message: string | null): void => {
    if (message !== null) faults.push({ path, message });
  };
  if (candidate.indicator !== indicator.code) add("indicator", "指标代码不符");
  if (!isRegionCode(candidate.region)) add("region", "须为六位行政区划代码或监测点编码");
  const noPeriod = periodFault(indicator, candidate.period);
  add("period", noPeriod ?? lookAheadFault(candidate, today, roundSpan));
  add("measure", measureFault(indicator, candidate));
  add("value", valueFault(indicator, candidate, roundSpan));
  add("status", statusFault(candidate));
  add("asOf", asOfFault(candidate, today, roundSpan));
  add("source", textFault(candidate.source, TEXT_LIMITS.source, "来源", true));
  if (candidate.reason !== null) {
    add("reason", textFault(candidate.reason, TEXT_LIMITS.reason, "更正原因", true));
  }
  return faults;
}

/** A period that has not ended has a 预计 figure, or, once begun, a 调度 one; a round that the calendar does not have, none. [O4] */
function lookAheadFault(
  candidate: Observation,
  today: PlainDate,
  roundSpan?: RoundSpan,
): string | null {
  const span = spanOf(candidate.period, roundSpan);
  if (span === null) return "没有这一期";
  if (candidate.status === "forecast") return null;
  if (span.end <= today) return null;
  if (candidate.basis === "dispatch" && span.start <= today) return null;
  return "该时期尚未结束，只能填报预计数";
}

/** A growth-only indicator has no level, and no indicator a measure it does not list. [O3] */
function measureFault(indicator: Indicator, candidate: Observation): string | null {
  if (indicator.kind === "growth_only" && candidate.measure === "level") {
    return `${indicator.shortName}只发布增速，没有「数值」`;
  }
  return indicator.measures.includes(candidate.measure)
    ? null
    : `${indicator.shortName}没有这一口径`;
}

/** Ranges by measure and kind. [O5] A zero concentration is how feeds write a missing one. [O6] */
function valueFault(
  indicator: Indicator,
  candidate: Observation,
  roundSpan?: RoundSpan,
): string | null {
  const parsed = parseDecimal(candidate.value);
  if (!parsed.ok) return parsed.fault;
  const value = exact(parsed.value);
  const { measure } = candidate;
  if (isGrowth(measure)) {
    if (value.lt(-100)) return "增速不能低于 -100%";
    return value.gt(1000) ? "增速不能高于 1000%" : null;
  }
  if (measure === "rank") {
    return value.isInteger() && value.gte(1) && value.lte(1000)
      ? null
      : "位次须为 1 至 1000 的整数";
  }
  if (value.lt(0)) return `${indicator.shortName}不能为负数`;
  if (measure === "share") return value.gt(1000) ? "占比不能高于 1000%" : null;
  switch (indicator.kind) {
    case "rate":
      return indicator.unit === "%" && value.gt(100) ? "比率不能高于 100%" : null;
    case "days": {
      if (indicator.unit === "%") return value.gt(100) ? "比率不能高于 100%" : null;
      if (!value.isInteger()) return "天数须为整数";
      const longest = lengthOf(candidate.period, roundSpan);
      return longest !== null && value.gt(longest) ? `该时期只有 ${longest} 天` : null;
    }
    case "rank":
      return value.isInteger() && value.gte(1) ? null : "位次须为从 1 起的整数";
    case "count":
      return value.isInteger() ? null : "须为整数";
    case "average":
      if (indicator.family === "air" && value.isZero()) return "0 表示缺测，请留空";
      return value.gt(10_000) ? "数值超出范围" : null;
    case "cumulative":
    case "index":
    case "growth_only":
      return null;
  }
}

/** 统计 figures are never 调度数, 调度 figures never 初核 or 终核. [O3] */
function statusFault(candidate: Observation): string | null {
  if (candidate.basis === "official" && candidate.status === "dispatch") {
    return "统计数不能标为调度数";
  }
  const verified = candidate.status === "preliminary" || candidate.status === "final";
  return candidate.basis === "dispatch" && verified ? "调度数未经核定，不能标为初核或终核" : null;
}

/** Released no later than today, and not before the period began unless it is a forecast. [O4] */
function asOfFault(candidate: Observation, today: PlainDate, roundSpan?: RoundSpan): string | null {
  if (!isPlainDate(candidate.asOf)) return "须为日期，如 2020-07-16";
  if (candidate.asOf > today) return "发布日期不能晚于今天";
  const span = spanOf(candidate.period, roundSpan);
  if (span === null || candidate.status === "forecast") return null;
  return candidate.asOf < span.start ? "发布日期早于该时期" : null;
}

function textFault(text: string, limit: number, name: string, required: boolean): string | null {
  if (required && text.trim() === "") return `须填写${name}`;
  if (Array.from(text).length > limit) return `${name}最多 ${limit} 字`;
  // Control characters break printed documents and terminals.
  return /[^\P{Cc}\t\n\r]/u.test(text) ? `${name}含有不可见字符` : null;
}

function spanOf(code: string, roundSpan?: RoundSpan): { start: PlainDate; end: PlainDate } | null {
  const parsed = parsePeriod(code);
  if (!parsed.ok) return null;
  try {
    return {
      start: periodStart(parsed.period, roundSpan),
      end: periodEnd(parsed.period, roundSpan),
    };
  } catch {
    return null;
  }
}

function lengthOf(code: string, roundSpan?: RoundSpan): number | null {
  return spanOf(code, roundSpan) === null ? null : periodLength(code, roundSpan);
}
