import type { Board, JoinMeeting, MeetingSnapshot } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { DecisionRows } from "../../features/room/DecisionRows.tsx";
import { roomBoard } from "../../features/room/frozen-room-board.ts";
import { MatterFacts } from "../../features/room/MatterFacts.tsx";
import { type Shown, shownAt } from "../../features/room/room-subject.ts";
import { SpotLine } from "../../features/room/SpotLine.tsx";
import { useRoom } from "../../features/room/use-room.ts";
import { createBoardClient } from "../../realtime/board-query.ts";
import { BoardProvider, useLinkStore } from "../../realtime/BoardProvider.tsx";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { momentLabel } from "../../ui/city-date.ts";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { AirScene } from "./AirScene.tsx";
import { IndicatorScene } from "./IndicatorScene.tsx";
import { OverviewScene } from "./OverviewScene.tsx";
import { planScenes } from "./scenes.ts";

const NONE: ReadonlySet<string> = new Set();

/**
 * The host's page over the whole wall, from the frozen board; the wall's own scenes before the
 * meeting begins and after it has ended.
 */
export function WallMeeting(props: { request: JoinMeeting; otherwise: ReactNode }) {
  const { room } = useRoom(props.request);
  const { meeting, status } = room;
  const seq = meeting?.state === "running" ? (meeting.frozen?.seq ?? null) : null;
  const frozen = useQuery({ ...roomBoard(seq ?? 0), enabled: seq !== null });
  if (meeting === null || seq === null || frozen.data === undefined) return props.otherwise;
  return <FrozenWall meeting={meeting} board={frozen.data} lost={status === "lost"} />;
}

function FrozenWall(props: { meeting: MeetingSnapshot; board: Board; lost: boolean }) {
  const { meeting, board, lost } = props;
  const link = useLinkStore();
  // The parts of a wall read the board that is provided to them: here the frozen one.
  const client = useMemo(() => createBoardClient(board), [board]);
  const { cursor, agenda, attending } = meeting;
  const place = agenda.findIndex(({ id }) => id === cursor.point);
  const shown = shownAt(meeting, cursor.point, board);
  return (
    <BoardProvider client={client} link={link}>
      <main className="wall wall-meeting" data-point={cursor.point ?? "whole"}>
        <header className="wall-band">
          <b>{zhMeeting.wallBand(board.clock.round.number, board.seq)}</b>
          <span>{momentLabel(board.at)}</span>
          <b className="wall-point">
            {shown.kind === "whole" ? zhMeeting.whole : shown.point?.title}
          </b>
          <span>{meeting.title}</span>
          <span>{zhMeeting.host(meeting.host.name)}</span>
          <span className="head-gap" />
          {place < 0 ? null : <span>{`${place + 1} / ${agenda.length}`}</span>}
        </header>
        {lost ? <p className="stale-band">{zhMeeting.lost}</p> : null}
        <TileBoundary key={cursor.point ?? "whole"} version={meeting.version}>
          <PointScene shown={shown} meeting={meeting} board={board} />
        </TileBoundary>
        <footer className="wall-foot">
          <b className="wall-code">{meeting.code}</b>
          <span>{zhMeeting.join}</span>
          <span>{zhMeeting.attending(attending.people, attending.screens)}</span>
          {shown.kind === "tile" ? (
            <SpotLine tile={shown.tile} spotlight={cursor.spotlight} />
          ) : null}
          <span className="head-gap" />
          {board.demo === null ? null : <span className="demo-note">{board.demo}</span>}
        </footer>
      </main>
    </BoardProvider>
  );
}

function PointScene(props: { shown: Shown; meeting: MeetingSnapshot; board: Board }) {
  const { shown, meeting, board } = props;
  switch (shown.kind) {
    case "whole":
      return (
        <OverviewScene
          keys={planScenes(board).find(({ kind }) => kind === "overview")?.keys ?? []}
          fresh={NONE}
          held
        />
      );
    case "tile":
      return shown.tile.kind !== "days" ? (
        <IndicatorScene tileKey={shown.tile.key} isNew={false} />
      ) : (
        <AirScene keys={[shown.tile.key]} fresh={NONE} />
      );
    case "item":
      return (
        <Words shown={shown}>
          <MatterFacts item={shown.item} />
        </Words>
      );
    case "decisions":
      return (
        <Words shown={shown}>
          <DecisionRows
            decisions={meeting.previous?.decisions ?? []}
            spotlight={meeting.cursor.spotlight}
          />
        </Words>
      );
    case "words":
      return <Words shown={shown}>{null}</Words>;
  }
}

function Words(props: {
  shown: Extract<Shown, { kind: "item" | "decisions" | "words" }>;
  children: ReactNode;
}) {
  const { point } = props.shown;
  return (
    <div className="scene point-scene">
      <h2>{point.title}</h2>
      {point.why === null ? null : <p className="line-dim">{point.why}</p>}
      {props.children}
    </div>
  );
}
