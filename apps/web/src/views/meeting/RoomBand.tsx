import type { Board, MeetingSnapshot } from "@diaodu/contracts";
import { useBoard } from "../../realtime/board-hooks.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { FrozenWords, SinceTheFreeze } from "./MeetingBand.tsx";
import type { TakeStep } from "./RoomPage.tsx";

/** Since when the figures stand still, who hosts, and what has come in meanwhile. */
export function RoomBand(props: { meeting: MeetingSnapshot; board: Board; take: TakeStep }) {
  const { meeting, board, take } = props;
  const live = useBoard();
  const { host, you } = meeting;
  return (
    <>
      <header className="band band-frozen">
        <FrozenWords board={board} />
        <span>{zhMeeting.host(host.name)}</span>
        {host.there || you.host ? null : (
          <span className="band-gone">
            {zhMeeting.hostGone}
            {you.mayHost ? (
              <button
                type="button"
                className="band-button"
                onClick={() => void take({ event: "hand_over" })}
              >
                {zhMeeting.takeOver}
              </button>
            ) : null}
          </span>
        )}
        <SinceTheFreeze board={board} live={live} />
      </header>
    </>
  );
}
