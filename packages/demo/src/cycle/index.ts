export * from "./act.ts";
export * from "./script.ts";
export * from "./tend-slips.ts";
export { fatesOf } from "./reporting.ts";
export type { Fate } from "./reporting.ts";
