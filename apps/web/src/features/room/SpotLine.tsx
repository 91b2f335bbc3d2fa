import type { Tile } from "@diaodu/contracts";
import { groupDigits } from "@diaodu/domain/figure-text";
import { zh } from "../../strings/zh-CN.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { signedNumber } from "../../ui/GrowthsBar.tsx";
import { spotOf } from "./room-subject.ts";

/** What the host points at on a path, in words: a mark alone would not say the figure. */
export function SpotLine({ tile, spotlight }: { tile: Tile; spotlight: string | null }) {
  const spot = spotOf(tile, spotlight);
  if (spot === null) return null;
  return (
    <p className="spot-line">
      <span aria-hidden="true">◉</span> {zhMeeting.spot(spot.label)}
      {spot.level === null ? null : (
        <b>
          {groupDigits(String(spot.level))} {tile.unit}
        </b>
      )}
      {spot.growth === null ? null : (
        <b>
          {zh.measure.yoy_nominal} {signedNumber(spot.growth)}%
        </b>
      )}
    </p>
  );
}
