import type { JoinMeeting } from "@diaodu/contracts";
import { useEffect, useMemo, useRef, useState } from "react";
import { followMeeting, NOT_JOINED, type RoomLine, type RoomState } from "./follow-meeting.ts";

/** Follows a meeting while the view is there. @param request null follows none */
export function useRoom(request: JoinMeeting | null): {
  room: RoomState;
  line: Pick<RoomLine, "take" | "join">;
} {
  const key = request === null ? null : JSON.stringify(request);
  const [room, setRoom] = useState<RoomState>(NOT_JOINED);
  const current = useRef<RoomLine | null>(null);
  useEffect(() => {
    if (key === null) return undefined;
    setRoom(NOT_JOINED);
    const line = followMeeting(JSON.parse(key) as JoinMeeting, setRoom);
    current.current = line;
    return () => {
      current.current = null;
      line.stop();
    };
  }, [key]);
  const line = useMemo<Pick<RoomLine, "take" | "join">>(
    () => ({
      take: (meeting) => current.current?.take(meeting),
      join: (more) => current.current?.join(more),
    }),
    [],
  );
  return { room, line };
}
