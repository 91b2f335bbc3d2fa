import { zh } from "../strings/zh-CN.ts";

/** How much of the year has passed; `percent` is `49.7`. */
export function YearBar({ percent }: { percent: string }) {
  return (
    <svg className="year-bar" role="img" aria-label={zh.yearProgressLabel(percent)}>
      <rect width="100%" height="100%" rx="2" />
      <rect className="year-done" width={`${percent}%`} height="100%" rx="2" />
    </svg>
  );
}
