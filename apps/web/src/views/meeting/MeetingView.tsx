import "./meeting.css";
import { useQuery } from "@tanstack/react-query";
import { LinkBand } from "../../features/link/LinkBand.tsx";
import { useBoard } from "../../realtime/board-hooks.ts";
import { BoardUnavailable, frozenBoard } from "../../realtime/board-query.ts";
import { zh } from "../../strings/zh-CN.ts";
import { PageState } from "../../ui/PageState.tsx";
import { useFrozenAt } from "./frozen-at.ts";
import { FrozenBand, LiveBand } from "./MeetingBand.tsx";
import { MeetingStage } from "./MeetingStage.tsx";

/**
 * The meeting: one indicator at a time, from the live board or from a frozen one. The server does
 * not know the query, so the first drawing is that of the board which came with the page.
 */
export function MeetingView() {
  return (
    <div className="meeting">
      <LinkBand offerReload />
      <Meeting />
    </div>
  );
}

function Meeting() {
  const live = useBoard();
  const { at, freeze, unfreeze } = useFrozenAt();
  const frozen = useQuery({ ...frozenBoard(at ?? 0), enabled: at !== null });
  if (at === null) {
    return (
      <>
        <LiveBand board={live} freeze={freeze} />
        <MeetingStage board={live} />
      </>
    );
  }
  if (frozen.data !== undefined) {
    return (
      <>
        <FrozenBand board={frozen.data} live={live} unfreeze={unfreeze} />
        <MeetingStage board={frozen.data} />
      </>
    );
  }
  if (frozen.isError) {
    const unknown = frozen.error instanceof BoardUnavailable && frozen.error.status === 404;
    return (
      <PageState title={unknown ? zh.meeting.unknownVersion(at) : zh.failed}>
        <button type="button" className="button" onClick={unfreeze}>
          {zh.meeting.unfreeze}
        </button>
      </PageState>
    );
  }
  return <PageState title={zh.loading} />;
}
