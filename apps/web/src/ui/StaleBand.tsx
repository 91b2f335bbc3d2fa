import { zh } from "../strings/zh-CN.ts";
import { ageLabel, cityTimeWithSeconds, momentLabel } from "./city-date.ts";

/**
 * The loud band over a view whose figures may have moved on. `confirmedAt` and `now` are real
 * milliseconds; a null `confirmedAt` means that nothing was confirmed since the page opened, so
 * the version names itself.
 */
export function StaleBand(props: {
  confirmedAt: number | null;
  now: number;
  seq: number;
  committedAt: string;
}) {
  const { confirmedAt, now, seq, committedAt } = props;
  return (
    <p className="stale-band" role="status">
      {confirmedAt === null
        ? zh.staleUnknown(seq, momentLabel(committedAt))
        : zh.staleAt(
            now - confirmedAt < 20 * 3_600_000
              ? cityTimeWithSeconds(confirmedAt)
              : momentLabel(confirmedAt),
            ageLabel(now - confirmedAt),
          )}
    </p>
  );
}
