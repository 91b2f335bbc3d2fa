import type { AqiClass } from "./aqi-class.ts";

/** The four lights; the same words as on the wire. */
export type ChartLight = "behind" | "slow" | "on" | "none";

/** Colours and sizes of every chart. Sizes are CSS pixels, so that one scale drives page and chart. */
export interface ChartTheme {
  mode: "dark" | "light";
  /** What charts stand on. */
  ground: string;
  ink: string;
  dim: string;
  line: string;
  track: string;
  accent: string;
  light: Readonly<Record<ChartLight, string>>;
  aqi: Readonly<Record<AqiClass, string>>;
  fontFamily: string;
  /** Size of the smallest text, in CSS pixels; everything else is a multiple of it. */
  text: number;
}

// Single quotes: inside a style attribute of a drawing as text, double ones would end it.
const FONT =
  "'Barlow Semi Condensed','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/**
 * The theme for one page.
 * @param text smallest text in CSS pixels; a wall passes 1/54 of its height or more.
 */
export function chartTheme(mode: "dark" | "light", text: number): ChartTheme {
  return mode === "dark" ? { ...DARK, text } : { ...LIGHT, text };
}

const DARK: Omit<ChartTheme, "text"> = {
  mode: "dark",
  ground: "#0c1116",
  ink: "#eef2f5",
  dim: "#93a1ad",
  line: "#1e2830",
  track: "#1b252d",
  accent: "#5fb3ff",
  light: { behind: "#ff6157", slow: "#f7b733", on: "#43c887", none: "#c3ced6" },
  // HJ 633's hues, levelled so that no class glares and maroon stays visible on a dark ground.
  aqi: { 1: "#43c887", 2: "#d9bd3a", 3: "#f09544", 4: "#ff6157", 5: "#b25b9c", 6: "#8f3a4a" },
  fontFamily: FONT,
};

const LIGHT: Omit<ChartTheme, "text"> = {
  mode: "light",
  ground: "#ffffff",
  ink: "#10171d",
  dim: "#5a6772",
  line: "#e1e6ea",
  track: "#e4e9ed",
  accent: "#1666bd",
  light: { behind: "#d0281c", slow: "#a05f00", on: "#0b7a44", none: "#44525d" },
  aqi: { 1: "#3fae74", 2: "#d9bd3a", 3: "#ec8a35", 4: "#d8392f", 5: "#8d3a78", 6: "#641f2c" },
  fontFamily: FONT,
};
