import { BASIS_NAMES, STATUS_NAMES } from "@diaodu/domain";
import type { Basis, Status } from "@diaodu/domain";
import type { Vocabulary } from "./matched.ts";
import { plainWords, withoutBrackets } from "./plain-words.ts";
import { periodWords } from "./period-words.ts";
import type { PeriodWords } from "./period-words.ts";
import { knownUnit } from "./units.ts";

export interface MeasureWords {
  readonly kind: "level" | "growth" | "rank" | "share";
  /** 名义, 实际, 可比; null where only growth is said. */
  readonly growth: "yoy_nominal" | "yoy_real" | "yoy_comparable" | null;
}

/** What one text says of a figure's place. `rest` is what nobody understood. */
export interface WordsMeaning {
  readonly indicator: string | null;
  readonly region: string | null;
  readonly period: PeriodWords | null;
  readonly measure: MeasureWords | null;
  readonly basis: Basis | null;
  readonly unit: string | null;
  readonly rest: string;
}

/** Names that catalogues do not have and sheets do. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  gdp: ["GDP", "地区生产总值", "国内生产总值", "生产总值"],
  fai: ["固定资产投资额", "全社会固定资产投资"],
  retail: ["社零", "社消零"],
  new_jobs: ["新增就业", "城镇新增就业人数", "新增城镇就业人数"],
  pm25: ["PM2.5", "细颗粒物"],
  pm10: ["PM10", "可吸入颗粒物"],
  so2: ["二氧化硫"],
  no2: ["二氧化氮"],
  co: ["一氧化碳"],
  o3_8h: ["臭氧"],
};

const GROWTH =
  /(?:比|较)?(?:上年|去年)?(?:同期|同比)?(?:可比口径|可比价格?|可比|名义|实际)?(?:同比)?(?:增长率?|增速|增幅|增减幅?)(?:率|幅)?%?$|(?:可比口径|可比价格?|可比|名义|实际)?同比%?$/u;
const RANK = /(?:在?全[国省市])?(?:排名|位次|排位)$/u;
const SHARE = /(?:占比|比重|份额)$/u;
const LEVEL = /(?:本年累计|累计完成|累计值|绝对[量额值]|总量|本期[值数]|完成[额值]?|数值|累计)$/u;
const BASIS = /(?:统计|调度|监测)(?:数据|口径|[数值])?$/u;
/** Said of anything, so of nothing. */
const GENERAL = /^(?:主要|经济|主要经济)?(?:指标|数据)?(?:名称|完成情况|情况)?$/u;

export interface Lexicon {
  /** Remembered: a sheet says the same things many times. */
  meaning(text: string): WordsMeaning;
  region(text: string): string | null;
  status(text: string): Status | null;
}

export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const indicators = indicatorNames(vocabulary);
  const regions = new Map(
    vocabulary.regions.flatMap(({ code, name, shortName }) =>
      [name, shortName, code].map((one) => [plainWords(one), code] as const),
    ),
  );
  const regionNames = [...regions.keys()].toSorted((one, other) => other.length - one.length);
  const statuses = new Map(
    Object.entries(STATUS_NAMES).flatMap(([code, name]) =>
      [code, name, `${name}数`].map((one) => [one, code as Status] as const),
    ),
  );
  const known = new Map<string, WordsMeaning>();

  function read(text: string): WordsMeaning {
    const words = plainWords(text).replace(
      /^(?:[一二三四五六七八九十]+、|\d+[.、](?!\d)|其中:?|#)/u,
      "",
    );
    const whole = indicators.get(words);
    if (whole !== undefined) return { ...NOTHING, indicator: whole };
    const { outside, inside } = withoutBrackets(words);
    const told = unitAndMeasure(inside, outside);
    let rest = told.outside;
    const found = { ...NOTHING, unit: told.unit, measure: told.measure, rest: "" };
    const named = indicators.get(words.replace(/\([^()]*\)$/u, "")) ?? indicators.get(rest);
    if (named !== undefined) return { ...found, indicator: named };
    const period = periodWords(rest);
    if (period !== null) {
      rest = period.rest;
      Object.assign(found, { period: period.period });
    }
    const region = regionNames.find((name) => rest.startsWith(name));
    if (region !== undefined && !indicators.has(rest)) {
      rest = rest.slice(region.length);
      Object.assign(found, { region: regions.get(region) ?? null });
    }
    for (let step = 0; step < 3 && rest !== "" && !indicators.has(rest); step += 1) {
      const measure = measureAtEnd(rest);
      const basis = BASIS.exec(rest);
      if (measure !== null) {
        rest = rest.slice(0, measure.at);
        if (found.measure === null) Object.assign(found, { measure: measure.words });
      } else if (basis !== null) {
        rest = rest.slice(0, basis.index);
        Object.assign(found, { basis: basisNamed(basis[0]) });
      } else break;
    }
    rest = rest.replace(/^[、,.:;·的-]+|[、,.:;·的-]+$/gu, "");
    const indicator = indicators.get(rest) ?? null;
    const understood = indicator !== null || GENERAL.test(rest);
    return { ...found, indicator, rest: understood ? "" : rest };
  }

  return {
    meaning(text) {
      let meaning = known.get(text);
      if (meaning === undefined) {
        meaning = read(text.slice(0, 200));
        if (known.size < 50_000) known.set(text, meaning);
      }
      return meaning;
    },
    region: (text) => regions.get(plainWords(text)) ?? null,
    status: (text) => statuses.get(plainWords(text)) ?? null,
  };
}

const NOTHING: WordsMeaning = {
  indicator: null,
  region: null,
  period: null,
  measure: null,
  basis: null,
  unit: null,
  rest: "",
};

/** Every name of every indicator; a name that two of them have is nobody's. */
function indicatorNames({ indicators }: Vocabulary): Map<string, string> {
  const owners = new Map<string, Set<string>>();
  for (const { code, name, shortName } of indicators) {
    const full = [code, name, shortName, ...(ALIASES[code] ?? [])].map(plainWords);
    for (const one of [...full, ...full.map((words) => withoutBrackets(words).outside)]) {
      if (one !== "") owners.set(one, (owners.get(one) ?? new Set()).add(code));
    }
  }
  return new Map(
    [...owners].flatMap(([name, codes]) => (codes.size === 1 ? [[name, [...codes][0] ?? ""]] : [])),
  );
}

/** `(万元)`, `(亿元,%)`, `(同比增长,%)`, `单位:万元`. */
function unitAndMeasure(
  inside: readonly string[],
  outside: string,
): { unit: string | null; measure: MeasureWords | null; outside: string } {
  const label = /(?:计量)?单位[:：]?(.+)$/u.exec(outside);
  const parts = [
    ...inside.flatMap((one) => one.split(/[,;、]/u)),
    ...(label === null ? [] : [label[1] ?? ""]),
  ];
  const unit = parts
    .map((one) => knownUnit(one.replace(/^(?:计量)?单位:?/u, "")))
    .find((one) => one !== null);
  const measure = parts.map((one) => (one === "%" ? null : measureAtEnd(one)?.words)).find(Boolean);
  return {
    unit: unit ?? null,
    measure: measure ?? null,
    outside: label !== null && unit !== undefined ? outside.slice(0, label.index) : outside,
  };
}

function measureAtEnd(words: string): { words: MeasureWords; at: number } | null {
  for (const [pattern, kind] of [
    [GROWTH, "growth"],
    [RANK, "rank"],
    [SHARE, "share"],
    [LEVEL, "level"],
  ] as const) {
    const match = pattern.exec(words);
    if (match === null) continue;
    const said = match[0];
    const growth = said.includes("名义")
      ? "yoy_nominal"
      : said.includes("实际")
        ? "yoy_real"
        : said.includes("可比")
          ? "yoy_comparable"
          : null;
    return { words: { kind, growth }, at: match.index };
  }
  return null;
}

function basisNamed(words: string): Basis | null {
  const found = Object.entries(BASIS_NAMES).find(([, name]) => words.startsWith(name));
  return found === undefined ? null : (found[0] as Basis);
}
