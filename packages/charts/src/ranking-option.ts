import { baseOption, quietAxis } from "./option.ts";
import type { ChartOption } from "./option.ts";
import { brokenLines, rankingScale } from "./ranking-scale.ts";
import type { ChartTheme } from "./theme.ts";
import { ZH_CN } from "./words.ts";
import type { ChartWords } from "./words.ts";

/** Children of one region by one indicator, best first: the same shape as a board's ranking. */
export interface RankingInput {
  name: string;
  unit: string;
  periodLabel: string;
  by: "growth" | "level";
  rows: readonly {
    region: string;
    name: string;
    position: number | null;
    level: number | null;
    levelText: string | null;
    growth: number | null;
    growthText: string | null;
  }[];
  /** Names of the regions without a figure. */
  missing: readonly string[];
  /** Region to lift out, if one of them is ours. */
  highlight?: string | null;
}

/** One line of the ranking as drawn and as tabled: the figure, or none at all. */
export interface RankingLine {
  position: string;
  name: string;
  value: number | null;
  text: string;
  highlighted: boolean;
}

/** Lines best first, those without a figure last: 未报, never 0. */
export function rankingLines(input: RankingInput, words: ChartWords = ZH_CN): RankingLine[] {
  const lines = input.rows.map((row): RankingLine => {
    const value = input.by === "growth" ? row.growth : row.level;
    const text = input.by === "growth" ? row.growthText : row.levelText;
    return {
      position: row.position === null || value === null ? "" : String(row.position),
      name: row.name,
      value,
      text: value === null ? words.missing : (text ?? String(value)),
      highlighted: row.region === input.highlight,
    };
  });
  const named = new Set(lines.map((line) => line.name));
  const absent = input.missing
    .filter((name) => !named.has(name))
    .map((name) => ({
      position: "",
      name,
      value: null,
      text: words.missing,
      highlighted: false,
    }));
  return [
    ...lines.filter((line) => line.value !== null),
    ...lines.filter((line) => line.value === null),
    ...absent,
  ];
}

/** A stretch of the lines, when one list stands in two columns that share one scale. */
export interface RankingPart {
  from: number;
  to: number;
}

/** Up to this many lines there is room for larger text. */
const FEW_LINES = 17;

/**
 * Horizontal bars, one line a region: place, name and figure in columns of their own, then the bar,
 * so that figures align whatever their sign. Neutral ink: a rank is not a light.
 */
export function rankingOption(
  input: RankingInput,
  theme: ChartTheme,
  words: ChartWords = ZH_CN,
  part: RankingPart | null = null,
): ChartOption {
  const all = rankingLines(input, words);
  const lines = part === null ? all : all.slice(part.from, part.to);
  const places = part === null ? lines.length : part.to - part.from;
  const scale = rankingScale(all);
  const broken = brokenLines(lines);
  const axis = quietAxis(theme);
  const text = theme.text * (places <= FEW_LINES ? 1.35 : 1);
  const figureWidth = text * Math.max(3.2, ...all.map((line) => line.text.length * 0.52));
  return {
    ...baseOption(theme),
    grid: {
      left: text * 7.3 + figureWidth,
      right: text * 0.5,
      top: 0,
      bottom: 0,
      outerBoundsMode: "none",
    },
    xAxis: {
      type: "value",
      show: false,
      min: scale.min,
      max: scale.max,
    },
    yAxis: {
      type: "category",
      inverse: true,
      // Empty places at the end keep two columns in step.
      data: Array.from({ length: places }, (_, index) => lines[index]?.name ?? ""),
      ...axis,
      splitLine: { show: false },
      axisLabel: {
        ...axis.axisLabel,
        interval: 0,
        align: "left",
        margin: text * 6.4 + figureWidth,
        formatter: (_name: string, index: number) => {
          const line = lines[index];
          if (line === undefined) return "";
          const tone = line.value === null ? "absent" : line.highlighted ? "ours" : "name";
          const figure = line.value === null ? "absentFigure" : "figure";
          return `{position|${line.position}}{${tone}|${line.name}}{${figure}|${line.text}}`;
        },
        rich: {
          // Left, left, right: ECharts centres whatever stands after a token aligned otherwise.
          position: { width: text * 2, align: "left", color: theme.dim, fontSize: text },
          name: { width: text * 3.6, align: "left", color: theme.ink, fontSize: text },
          ours: { width: text * 3.6, align: "left", color: theme.accent, fontSize: text },
          absent: { width: text * 3.6, align: "left", color: theme.dim, fontSize: text },
          figure: {
            width: figureWidth,
            align: "right",
            color: theme.ink,
            fontSize: text,
            fontWeight: 600,
          },
          absentFigure: { width: figureWidth, align: "right", color: theme.dim, fontSize: text },
        },
      },
    },
    series: [
      {
        id: "ranking",
        type: "bar",
        silent: true,
        barWidth: "52%",
        // A missing figure keeps its line and its word, and has no bar.
        data: lines.map((line) =>
          line.value === null
            ? "-"
            : {
                value: Math.min(Math.max(line.value, scale.min), scale.max),
                itemStyle: { color: line.highlighted ? theme.accent : theme.dim },
              },
        ),
      },
      {
        id: "broken",
        type: "scatter",
        silent: true,
        z: 3,
        // Two strokes of the ground across the bar: here it is cut, and what it stands for is said.
        symbol: "path://M5,0L9,0L4,20L0,20ZM14,0L18,0L13,20L9,20Z",
        symbolSize: [text * 0.8, text * 1.1],
        itemStyle: { color: theme.ground, opacity: 1 },
        data: broken.map((line) => {
          const low = (line.value ?? 0) < 0;
          return {
            value: [(low ? scale.min : scale.max) * 0.92, lines.indexOf(line)],
            label: {
              show: true,
              position: low ? ("right" as const) : ("left" as const),
              formatter: line.text,
              color: theme.ground,
              fontSize: text,
              fontWeight: 600,
            },
          };
        }),
      },
    ],
  };
}
