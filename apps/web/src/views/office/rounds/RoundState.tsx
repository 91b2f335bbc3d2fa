import type { RoundOnWire } from "@diaodu/contracts";
import { ROUND_STAGE_NAMES } from "@diaodu/domain";
import { Tag } from "antd";

const COLOURS = {
  open: "processing",
  due: "warning",
  late: "error",
  closed: "default",
  frozen: "default",
} as const;

/** How far a round has come, in a word. */
export function RoundState({ state }: { state: RoundOnWire["state"] }) {
  return <Tag color={COLOURS[state]}>{ROUND_STAGE_NAMES[state]}</Tag>;
}
