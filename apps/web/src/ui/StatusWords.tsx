import type { Light } from "@diaodu/contracts";
import { LightMark } from "./LightMark.tsx";

/** The light and what it says: colour, shape and word together, never colour alone. */
export function StatusWords({ light, words }: { light: Light; words: string }) {
  return (
    <span className={`status-words tone-${light}`}>
      <LightMark light={light} />
      <span>{words}</span>
    </span>
  );
}
