import { AQI_UPPER_BOUNDS, aqiClass } from "./aqi-class.ts";
import type { AqiClass } from "./aqi-class.ts";
import { baseOption } from "./option.ts";
import type { ChartOption } from "./option.ts";
import type { ChartTheme } from "./theme.ts";
import { ZH_CN } from "./words.ts";
import type { ChartWords } from "./words.ts";

/** Daily AQI from one day on; null is a day without a valid value (无效). */
export interface AirCalendarInput {
  name: string;
  from: string;
  aqi: readonly (number | null)[];
  primary: readonly (string | null)[];
}

export interface AirDay {
  date: string;
  aqi: number | null;
  level: AqiClass | null;
  primary: string | null;
}

const DAY = 86_400_000;

/** Each day of the input with its date and class. */
export function airCalendarDays(input: AirCalendarInput): AirDay[] {
  const first = Date.parse(`${input.from}T00:00:00Z`);
  return input.aqi.map((aqi, index) => ({
    date: new Date(first + index * DAY).toISOString().slice(0, 10),
    aqi,
    level: aqi === null ? null : aqiClass(aqi),
    primary: input.primary[index] ?? null,
  }));
}

/** Days in each class and without a valid value, for the key beside the calendar. */
export function airClassCounts(input: AirCalendarInput): {
  classes: { level: AqiClass; days: number }[];
  invalid: number;
} {
  const days = airCalendarDays(input);
  const levels: AqiClass[] = [1, 2, 3, 4, 5, 6];
  return {
    classes: levels.map((level) => ({
      level,
      days: days.filter((day) => day.level === level).length,
    })),
    invalid: days.filter((day) => day.level === null).length,
  };
}

/**
 * The year's days in the class colours of HJ 633; a 无效 day is grey with a stroke through it, a
 * day still to come is empty.
 * @param size of the host in CSS pixels: cells are square and as large as fit.
 */
export function airCalendarOption(
  input: AirCalendarInput,
  theme: ChartTheme,
  size: { width: number; height: number },
  words: ChartWords = ZH_CN,
): ChartOption {
  const days = airCalendarDays(input);
  const year = input.from.slice(0, 4);
  const cell = Math.max(
    4,
    Math.min((size.width - theme.text * 0.5) / 53.5, (size.height - theme.text * 2.1) / 7),
  );
  const levels: AqiClass[] = [1, 2, 3, 4, 5, 6];
  return {
    ...baseOption(theme),
    animation: false,
    calendar: {
      range: year,
      left: Math.max((size.width - cell * 53.5) / 2, theme.text * 0.25),
      top: theme.text * 1.9,
      cellSize: [cell, cell],
      itemStyle: {
        color: theme.track,
        borderColor: theme.ground,
        borderWidth: cell * 0.14,
      },
      splitLine: { show: false },
      yearLabel: { show: false },
      dayLabel: { show: false },
      monthLabel: {
        nameMap: Array.from({ length: 12 }, (_, index) => words.month(index + 1)),
        color: theme.dim,
        fontSize: theme.text,
        fontFamily: theme.fontFamily,
        margin: theme.text * 0.6,
      },
    },
    visualMap: {
      type: "piecewise",
      show: false,
      seriesIndex: 0,
      dimension: 1,
      pieces: levels.map((level) => ({
        ...(level === 1 ? { gte: 0 } : { gt: AQI_UPPER_BOUNDS[level - 2] ?? 0 }),
        ...(level === 6 ? {} : { lte: AQI_UPPER_BOUNDS[level - 1] ?? 0 }),
        color: theme.aqi[level],
      })),
    },
    series: [
      {
        id: "aqi",
        type: "heatmap",
        coordinateSystem: "calendar",
        silent: true,
        data: days.flatMap((day) => (day.aqi === null ? [] : [[day.date, day.aqi]])),
        itemStyle: {
          borderColor: theme.ground,
          borderWidth: cell * 0.14,
        },
      },
      {
        id: "invalid",
        type: "scatter",
        coordinateSystem: "calendar",
        silent: true,
        symbol: "path://M0,10L10,0L10,1.4L1.4,10Z",
        symbolSize: cell * 0.62,
        itemStyle: { color: theme.dim },
        data: days.flatMap((day) => (day.aqi === null ? [[day.date, 0]] : [])),
      },
    ],
  };
}
