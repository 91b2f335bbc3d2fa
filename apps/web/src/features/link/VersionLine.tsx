import { useBoardPart, useLink } from "../../realtime/board-hooks.ts";
import { zh } from "../../strings/zh-CN.ts";
import { cityTime, momentLabel } from "../../ui/city-date.ts";

const seqOf = (board: { seq: number }) => board.seq;
const committedAt = (board: { at: string }) => board.at;

/** `版本 1234 · 12:32 已核对`; until the server confirmed it here, when the version was committed. */
export function VersionLine() {
  const seq = useBoardPart(seqOf);
  const at = useBoardPart(committedAt);
  const link = useLink();
  const checked = link.started && link.confirmedAt !== null;
  return (
    <span className={`version-line${checked && !link.stale ? " is-checked" : ""}`}>
      {zh.version(seq)}
      {" · "}
      {checked
        ? zh.versionChecked(cityTime(link.confirmedAt ?? 0))
        : zh.versionCommitted(momentLabel(at))}
    </span>
  );
}
