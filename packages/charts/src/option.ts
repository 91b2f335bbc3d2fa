import type {
  BarSeriesOption,
  HeatmapSeriesOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from "echarts/charts";
import type {
  CalendarComponentOption,
  GridComponentOption,
  MarkLineComponentOption,
  VisualMapComponentOption,
} from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { ChartTheme } from "./theme.ts";

/** Exactly what `init.ts` registers: an option that needs more does not compile. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | CalendarComponentOption
  | GridComponentOption
  | MarkLineComponentOption
  | VisualMapComponentOption
>;

/**
 * What every chart shares. Nothing listens to a pointer: a wall has none, and the table behind a
 * chart says more than a tooltip.
 */
export function baseOption(theme: ChartTheme): ChartOption {
  return {
    // A chart appears whole and only its changes move.
    animationDuration: 0,
    animationDurationUpdate: 700,
    animationEasing: "cubicOut",
    animationEasingUpdate: "cubicInOut",
    backgroundColor: "transparent",
    textStyle: { fontFamily: theme.fontFamily, fontSize: theme.text, color: theme.dim },
  };
}

/** Axis labels, hair lines and no ticks: the look of every value axis. */
export function quietAxis(theme: ChartTheme) {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.dim, fontSize: theme.text, fontFamily: theme.fontFamily },
    splitLine: { lineStyle: { color: theme.line, width: Math.max(theme.text / 20, 1) } },
  };
}
