import type { Light } from "@diaodu/contracts";
import { LightMark } from "../../ui/LightMark.tsx";

/** Shape, colour and word of a state, with the board's own marks. */
export function StateMark({ light, words }: { light: Light; words: string }) {
  return (
    <span className={`status-words tone-${light}`}>
      <LightMark light={light} />
      {words}
    </span>
  );
}
