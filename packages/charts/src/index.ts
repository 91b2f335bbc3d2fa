// Pure functions only: whatever draws (`@diaodu/charts/init`) is imported on demand, so that a
// page that needs geometry or a table does not carry ECharts.
export * from "./air-calendar-option.ts";
export * from "./aqi-class.ts";
export * from "./bar-geometry.ts";
export * from "./number-text.ts";
export * from "./path-option.ts";
export * from "./ranking-option.ts";
export * from "./ranking-scale.ts";
export * from "./series.ts";
export * from "./table.ts";
export * from "./theme.ts";
export * from "./trend-option.ts";
export * from "./words.ts";
export type { ChartOption } from "./option.ts";
