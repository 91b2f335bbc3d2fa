import type { Board } from "@diaodu/contracts";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { useBoardPart } from "../../realtime/board-hooks.ts";
import { WallView } from "./WallView.tsx";
import "./wall-meeting.css";

/** A wall that cannot load this part goes on with its scenes. */
const WallMeeting = lazy(() =>
  import("./WallMeeting.tsx").then(
    (module) => ({ default: module.WallMeeting }),
    () => ({ default: ({ otherwise }: { otherwise: ReactNode }) => otherwise }),
  ),
);

/** The meeting that every wall follows by itself; null for none. */
const followed = (board: Board) => board.dispatch?.meeting?.id ?? null;

/**
 * A wall that leaves its scenes for a meeting: by the code of its address (`?meeting=ABCDEF`), or by
 * itself while a host lets the walls follow.
 */
export function FollowingWall({ search }: { search: string }) {
  const [code] = useState(() => new URLSearchParams(search).get("meeting"));
  const meeting = useBoardPart(followed);
  // What the server drew is the wall of scenes: the first drawing here must be the same.
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const wall = <WallView search={search} />;
  if (!drawn || (code === null && meeting === null)) return wall;
  const request = code === null ? { meeting: meeting ?? "" } : { code };
  return (
    <Suspense fallback={wall}>
      <WallMeeting request={{ ...request, as: "screen" }} otherwise={wall} />
    </Suspense>
  );
}
