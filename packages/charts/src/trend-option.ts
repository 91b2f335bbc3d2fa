import { numberText, signedText } from "./number-text.ts";
import { baseOption, quietAxis } from "./option.ts";
import type { ChartOption } from "./option.ts";
import type { SeriesPoint, TargetMark } from "./series.ts";
import type { ChartTheme } from "./theme.ts";
import { ZH_CN } from "./words.ts";
import type { ChartWords } from "./words.ts";

/** Growth or a rate by period: columns where each period stands alone, a line where it flows. */
export interface TrendInput {
  name: string;
  unit: string;
  decimals: number;
  points: readonly SeriesPoint[];
  /** Which number of each point is drawn. */
  of: "growth" | "level";
  shape: "columns" | "line";
  marks: readonly TargetMark[];
}

/** The number of a point that a trend draws; null is 未报. */
export function trendValue(input: TrendInput, point: SeriesPoint): number | null {
  return input.of === "growth" ? point.growth : point.level;
}

/** Growth is printed signed, a rate as it is. */
export function trendText(input: TrendInput, value: number): string {
  return input.of === "growth"
    ? signedText(value, input.decimals)
    : numberText(value, input.decimals);
}

/** The trend chart: every period has its place, and one without a figure says 未报 there. */
export function trendOption(
  input: TrendInput,
  theme: ChartTheme,
  words: ChartWords = ZH_CN,
): ChartOption {
  const stroke = theme.text / 20;
  const values = input.points.map((point) => trendValue(input, point));
  const last = values.findLastIndex((value) => value !== null);
  const hanging = input.shape === "columns" && values.some((value) => value !== null && value < 0);
  // Figures hang below a fall and in a valley, where the line would run through them.
  const below = (value: number, index: number): boolean =>
    input.shape === "columns"
      ? value < 0
      : [values[index - 1], values[index + 1]].some((next) => (next ?? value) > value) &&
        [values[index - 1], values[index + 1]].every((next) => (next ?? value) >= value);
  const label = (value: number, index: number, newest = index === last) => ({
    show: true,
    position: below(value, index) ? ("bottom" as const) : ("top" as const),
    formatter: trendText(input, value),
    color: newest ? theme.ink : theme.dim,
    fontSize: newest ? theme.text * 1.25 : theme.text,
    fontWeight: newest ? 600 : 500,
  });
  const markLine = {
    silent: true,
    symbol: "none",
    animation: false,
    data: input.marks.map((mark) => ({
      yAxis: mark.value,
      lineStyle: {
        color: mark.kind === "stretch" ? theme.accent : theme.ink,
        width: 2 * stroke,
        type: [3 * stroke, 4 * stroke],
      },
      label: {
        formatter: `${words[mark.kind]} ${numberText(mark.value, null)}`,
        position: "insideEndTop" as const,
        color: theme.ink,
        fontSize: theme.text,
      },
    })),
  };
  // A line of marks does not stretch the axis: a target above every figure would not be seen.
  const reach = {
    id: "reach",
    type: "scatter" as const,
    silent: true,
    symbolSize: 0,
    data: input.marks.map((mark) => [0, mark.value]),
  };
  return {
    ...baseOption(theme),
    grid: {
      left: theme.text * 0.3,
      right: theme.text * 1.1,
      top: theme.text * 2,
      bottom: theme.text * 0.3,
      outerBoundsMode: "same",
    },
    xAxis: {
      type: "category",
      data: input.points.map((point) => point.label),
      ...quietAxis(theme),
      splitLine: { show: false },
      axisLine: {
        show: input.of === "growth",
        onZero: true,
        lineStyle: { color: theme.dim, width: stroke },
      },
      axisLabel: {
        ...quietAxis(theme).axisLabel,
        hideOverlap: true,
        // The figure below the deepest fall must not stand on the periods.
        ...(hanging ? { margin: theme.text * 1.8 } : {}),
        formatter: (name: string, index: number) =>
          values[index] === null ? `${name}\n${words.missing}` : name,
      },
    },
    yAxis: {
      type: "value",
      scale: input.of === "level",
      ...(input.of === "level" ? { boundaryGap: ["18%", "12%"] } : {}),
      splitNumber: 3,
      ...quietAxis(theme),
      axisLabel: {
        ...quietAxis(theme).axisLabel,
        formatter: (value: number) => numberText(value, null),
      },
    },
    series:
      input.shape === "columns"
        ? [
            reach,
            {
              id: "trend",
              type: "bar",
              silent: true,
              barWidth: "56%",
              data: values.map((value, index) =>
                value === null
                  ? "-"
                  : {
                      value,
                      itemStyle: { color: index === last ? theme.ink : theme.dim },
                      label: label(value, index),
                    },
              ),
              markLine,
            },
          ]
        : [
            reach,
            {
              id: "trend",
              type: "line",
              silent: true,
              connectNulls: false,
              showAllSymbol: true,
              symbol: "circle",
              symbolSize: 9 * stroke,
              itemStyle: { color: theme.ink },
              lineStyle: { color: theme.ink, width: 4 * stroke, cap: "round", join: "round" },
              data: values.map((value, index) =>
                value === null
                  ? "-"
                  : {
                      value,
                      symbolSize: (index === last ? 15 : 9) * stroke,
                      label: label(value, index),
                    },
              ),
              markLine,
            },
          ],
  };
}
