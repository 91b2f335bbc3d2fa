import "./meeting.css";
import "./room.css";
import { useQuery } from "@tanstack/react-query";
import { LinkBand } from "../../features/link/LinkBand.tsx";
import { useBoard } from "../../realtime/board-hooks.ts";
import { BoardUnavailable, frozenBoard } from "../../realtime/board-query.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhFreeze } from "../../strings/zh-CN-freeze.ts";
import { PageState } from "../../ui/PageState.tsx";
import { addressOf, useMeetingAddress } from "./address.ts";
import { useFrozenAt } from "./frozen-at.ts";
import { FrozenBand, LiveBand } from "./MeetingBand.tsx";
import { MeetingsPage } from "./MeetingsPage.tsx";
import { MeetingStage } from "./MeetingStage.tsx";
import { RoomPage } from "./RoomPage.tsx";

/**
 * The meeting: one indicator at a time, from the live board or from a frozen one, alone or with
 * everybody who follows a host.
 *
 * @param search the query of the page's address
 */
export function MeetingView({ search }: { search: string }) {
  return (
    <div className="meeting">
      <Addressed drawn={search} />
    </div>
  );
}

function Addressed({ drawn }: { drawn: string }) {
  // A board is drawn from what came with the page, whatever version its address names.
  const address = useMeetingAddress(addressOf(drawn).kind === "board" ? "" : drawn);
  if (address.kind === "list") return <MeetingsPage />;
  if (address.kind === "room") {
    return <RoomPage key={JSON.stringify(address.join)} join={address.join} />;
  }
  return (
    <>
      <LinkBand offerReload />
      <Meeting />
    </>
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
      <PageState title={unknown ? zhFreeze.unknownVersion(at) : zh.failed}>
        <button type="button" className="button" onClick={unfreeze}>
          {zhFreeze.unfreeze}
        </button>
      </PageState>
    );
  }
  return <PageState title={zh.loading} />;
}
