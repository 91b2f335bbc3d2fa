import type { JoinMeeting, MeetingSnapshot, MeetingStepInput } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Unreachable, wordsOf } from "../../api/problem.ts";
import { roomBoard } from "../../features/room/frozen-room-board.ts";
import { useRoom } from "../../features/room/use-room.ts";
import { zh } from "../../strings/zh-CN.ts";
import { zhMeeting } from "../../strings/zh-CN-meeting.ts";
import { PageState } from "../../ui/PageState.tsx";
import { MEETINGS_PATH } from "./address.ts";
import { useMe, useSteps } from "./meeting-api.ts";
import { MinutesPage } from "./MinutesPage.tsx";
import type { Attending } from "./NameBar.tsx";
import { PlannedPage } from "./PlannedPage.tsx";
import { RoomBand } from "./RoomBand.tsx";
import { RoomStage } from "./RoomStage.tsx";

/** Takes a step, says in words what became of it: null for well. Nothing is kept to be sent later. */
export type TakeStep = (body: MeetingStepInput) => Promise<string | null>;

/** One meeting, from before it begins to its minutes. */
export function RoomPage({ join }: { join: JoinMeeting }) {
  const { room, line } = useRoom(join);
  const { meeting, status } = room;
  // Its token proves the steps of whoever may take any.
  useMe(meeting?.you.mayHost === true);
  const send = useSteps(meeting?.id ?? "", line.take);
  const [fault, setFault] = useState<string | null>(null);
  const take = useCallback<TakeStep>(
    async (body) => {
      try {
        await send(body);
        setFault(null);
        return null;
      } catch (error) {
        const cut = error instanceof Unreachable || error instanceof DOMException;
        const words = cut ? zhMeeting.notSent : wordsOf(error, zhMeeting.notSent);
        setFault(words);
        return words;
      }
    },
    [send],
  );
  if (status === "refused" && room.refusal !== null) {
    return (
      <PageState title={zhMeeting.refused[room.refusal]}>
        <a className="button" href={MEETINGS_PATH}>
          {zhMeeting.back}
        </a>
      </PageState>
    );
  }
  if (meeting === null) return <PageState title={zhMeeting.joining} />;
  const attending = { as: room.attendedAs, sayName: line.join };
  const notices = (
    <>
      {status === "lost" ? (
        <p className="stale-band room-lost" role="alert">
          {zhMeeting.lost}
        </p>
      ) : null}
      {fault === null ? null : (
        <p className="prompt-band room-fault" role="alert">
          {fault}
          <button type="button" className="text-button" onClick={() => setFault(null)}>
            {zhMeeting.close}
          </button>
        </p>
      )}
    </>
  );
  switch (meeting.state) {
    case "planned":
      return (
        <>
          {notices}
          <PlannedPage meeting={meeting} take={take} attending={attending} />
        </>
      );
    case "running":
      return (
        <>
          {notices}
          <Running meeting={meeting} take={take} attending={attending} lost={status === "lost"} />
        </>
      );
    case "ended":
    case "cancelled":
      return (
        <>
          {notices}
          <MinutesPage meeting={meeting} take={take} />
        </>
      );
  }
}

function Running(props: {
  meeting: MeetingSnapshot;
  take: TakeStep;
  attending: Attending;
  lost: boolean;
}) {
  const { meeting, take, attending, lost } = props;
  const frozen = useQuery({
    ...roomBoard(meeting.frozen?.seq ?? 0),
    enabled: meeting.frozen !== null,
  });
  if (frozen.data === undefined) {
    return (
      <PageState title={frozen.isError ? zh.failed : zh.loading}>
        {frozen.isError ? (
          <button type="button" className="button" onClick={() => void frozen.refetch()}>
            {zh.retry}
          </button>
        ) : null}
      </PageState>
    );
  }
  return (
    <>
      <RoomBand meeting={meeting} board={frozen.data} take={take} />
      <RoomStage
        meeting={meeting}
        board={frozen.data}
        take={take}
        attending={attending}
        lost={lost}
      />
    </>
  );
}
