export * from "./plain-date.ts";
export * from "./period.ts";
export * from "./period-label.ts";
export * from "./region.ts";
export * from "./indicator.ts";
export * from "./observation.ts";
export * from "./target.ts";
export * from "./status-rule.ts";
