import type { ChartBox } from "../../ui/drawn-charts.ts";

/**
 * Where the wall's layout puts its charts, in rem (96 × 54 fill a screen of 16:9). The server draws
 * into these; a chart that is open measures its place itself.
 */
export const CHART_BOX = {
  side: { width: 20.8, height: 13.04 },
  half: { width: 48.87, height: 19.2 },
  whole: { width: 48.87, height: 42.29 },
  calendar: { width: 90.4, height: 13.91 },
  air: { width: 22, height: 24.5 },
  ranking: { width: 42.95, height: 42.49 },
} as const satisfies Record<string, ChartBox>;

export type ChartPlace = keyof typeof CHART_BOX;
