import type { Light } from "@diaodu/contracts";
import { zh } from "../strings/zh-CN.ts";

const SHAPE: Record<Light, string> = {
  behind: "M8 0.8 15.2 8 8 15.2 0.8 8Z",
  slow: "M8 1.4 15.4 14.6H0.6Z",
  on: "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 1 0 8 1.2Z",
  none: "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 1 0 8 2.2Z",
};

/**
 * ◆ ▲ ● ○ as a drawing, so that the shape is the same under every font.
 * `labelled` when no words stand beside it.
 */
export function LightMark({ light, labelled = false }: { light: Light; labelled?: boolean }) {
  const hollow = light === "none";
  return (
    <svg
      className={`light-mark tone-${light}`}
      viewBox="0 0 16 16"
      {...(labelled ? { role: "img", "aria-label": zh.light[light] } : { "aria-hidden": true })}
    >
      <path
        d={SHAPE[light]}
        fill={hollow ? "none" : "currentColor"}
        stroke={hollow ? "currentColor" : "none"}
        strokeWidth={hollow ? 1.8 : 0}
      />
    </svg>
  );
}
