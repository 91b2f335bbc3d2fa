/** One figure of a series: the same shape as on the wire. `t` is the share of the year passed, 0 to 1. */
export interface SeriesPoint {
  period: string;
  label: string;
  t: number;
  level: number | null;
  growth: number | null;
}

export interface PlanPoint {
  t: number;
  value: number;
}

/** A horizontal mark: the 确保 or 力争 target, or a control line. */
export interface TargetMark {
  kind: "base" | "stretch" | "control";
  value: number;
}
