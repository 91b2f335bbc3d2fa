import { baseOption, quietAxis } from "./option.ts";
import type { ChartOption } from "./option.ts";
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

/** Horizontal bars, one line a region. Neutral ink: a rank is not a light. */
export function rankingOption(
  input: RankingInput,
  theme: ChartTheme,
  words: ChartWords = ZH_CN,
): ChartOption {
  const lines = rankingLines(input, words);
  const axis = quietAxis(theme);
  return {
    ...baseOption(theme),
    grid: {
      left: 0,
      right: theme.text * 4.6,
      top: 0,
      bottom: 0,
      outerBoundsMode: "same",
    },
    xAxis: {
      type: "value",
      show: false,
      // Room beside the deepest fall, where its figure stands.
      min: ({ min }: { min: number }) => Math.min(0, min * 1.2),
      max: "dataMax",
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: lines.map((line) => `${line.position} ${line.name}`),
      ...axis,
      splitLine: { show: false },
      axisLabel: {
        ...axis.axisLabel,
        interval: 0,
        align: "left",
        margin: theme.text * 5.6,
        formatter: (_name: string, index: number) => {
          const line = lines[index];
          return line === undefined
            ? ""
            : `{position|${line.position}}{${line.value === null ? "absent" : "name"}|${line.name}}`;
        },
        rich: {
          position: { width: theme.text * 1.7, color: theme.dim, fontSize: theme.text },
          name: { color: theme.ink, fontSize: theme.text },
          absent: { color: theme.dim, fontSize: theme.text },
        },
      },
    },
    series: [
      {
        id: "ranking",
        type: "bar",
        silent: true,
        barWidth: "58%",
        data: lines.map((line) => ({
          // A missing figure keeps its line and its word, and has no bar.
          value: line.value ?? 0,
          itemStyle: {
            color:
              line.value === null ? "transparent" : line.highlighted ? theme.accent : theme.dim,
          },
          label: {
            show: true,
            position:
              line.value !== null && line.value < 0 ? ("left" as const) : ("right" as const),
            distance: theme.text * 0.3,
            formatter: line.text,
            color: line.value === null ? theme.dim : theme.ink,
            fontSize: theme.text,
            fontWeight: 500,
          },
        })),
      },
    ],
  };
}
