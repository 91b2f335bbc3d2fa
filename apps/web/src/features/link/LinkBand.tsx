import type { Board } from "@diaodu/contracts";
import { useBoardPart, useLink } from "../../realtime/board-hooks.ts";
import { useNow } from "../../realtime/now.ts";
import { zh } from "../../strings/zh-CN.ts";
import { StaleBand } from "../../ui/StaleBand.tsx";

const committed = (board: Board) => board.at;
const seqOf = (board: Board) => board.seq;

/** Everything that a reader must know about the link before trusting a figure, loudest first. */
export function LinkBand({ offerReload }: { offerReload: boolean }) {
  const link = useLink();
  const now = useNow(1000, link.stale);
  const seq = useBoardPart(seqOf);
  const at = useBoardPart(committed);
  if (link.incompatible) return <Prompt words={zh.incompatible} />;
  if (link.stale && now !== null) {
    return <StaleBand confirmedAt={link.confirmedAt} now={now} seq={seq} committedAt={at} />;
  }
  if (offerReload && link.newBuild !== null) return <Prompt words={zh.newBuild} />;
  return null;
}

function Prompt({ words }: { words: string }) {
  return (
    <p className="prompt-band" role="status">
      {words}
      <button type="button" className="text-button" onClick={() => window.location.reload()}>
        {zh.reload}
      </button>
    </p>
  );
}
