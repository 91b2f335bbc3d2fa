import type { ChartOption } from "@diaodu/charts";
import { createContext } from "react";

/** Where a chart stands, in rem: the layout's own measure, the same on every screen of 16:9. */
export interface ChartBox {
  width: number;
  height: number;
}

/** What draws charts as text while the server draws the page. */
export interface ChartPrinter {
  theme: "dark" | "light";
  /** An SVG element; `id` begins every id in it. */
  print(option: ChartOption, size: { width: number; height: number }, id: string): string;
}

/** Null in a browser, which takes over what the server drew and draws the rest itself. */
export const ChartPrinting = createContext<ChartPrinter | null>(null);
