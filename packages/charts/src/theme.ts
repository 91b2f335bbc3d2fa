import type { AqiClass } from "./aqi-class.ts";

/** The four lights; the same words as on the wire. */
export type ChartLight = "behind" | "slow" | "on" | "none";

/** Colours and sizes of every chart. Sizes are CSS pixels, so that one scale drives page and chart. */
export interface ChartTheme {
  mode: "dark" | "light";
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

const FONT =
  '"Barlow Semi Condensed","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';

/**
 * The theme for one page.
 * @param text smallest text in CSS pixels; a wall passes 1/54 of its height or more.
 */
export function chartTheme(mode: "dark" | "light", text: number): ChartTheme {
  return mode === "dark" ? { ...DARK, text } : { ...LIGHT, text };
}

const DARK: Omit<ChartTheme, "text"> = {
  mode: "dark",
  ink: "#eef2f5",
  dim: "#93a1ad",
  line: "#1e2830",
  track: "#1b252d",
  accent: "#5fb3ff",
  light: { behind: "#ff6157", slow: "#f7b733", on: "#43c887", none: "#c3ced6" },
  // HJ 633's hues, levelled so that no class glares and maroon stays visible on a dark ground.
  aqi: { 1: "#2f9e5b", 2: "#c9b037", 3: "#e07b26", 4: "#e5483f", 5: "#a8336f", 6: "#7d2440" },
  fontFamily: FONT,
};

const LIGHT: Omit<ChartTheme, "text"> = {
  mode: "light",
  ink: "#10171d",
  dim: "#5d6b76",
  line: "#e1e6ea",
  track: "#e6ebef",
  accent: "#1769c2",
  light: { behind: "#d92d20", slow: "#b76e00", on: "#0f8a4f", none: "#44525d" },
  aqi: { 1: "#3faa63", 2: "#e3c53c", 3: "#e8832c", 4: "#d8342b", 5: "#93265f", 6: "#6b1733" },
  fontFamily: FONT,
};
