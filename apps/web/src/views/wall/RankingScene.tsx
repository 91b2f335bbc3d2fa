import { useBoardPart } from "../../realtime/board-hooks.ts";
import { TileBoundary } from "../../ui/TileBoundary.tsx";
import { rankingsOf } from "./board-parts.ts";
import { RankingChart } from "./TileCharts.tsx";

/** Two lists side by side, or one in two columns: every region on its own line. */
export function RankingScene({ keys }: { keys: readonly string[] }) {
  const rankings = useBoardPart(rankingsOf);
  return (
    <div className="scene ranking">
      {keys.flatMap((key) =>
        rankings
          .filter((one) => one.key === key)
          .map((ranking) => (
            <TileBoundary key={key} version={ranking.seq}>
              <RankingChart ranking={ranking} columns={keys.length === 1 ? 2 : 1} />
            </TileBoundary>
          )),
      )}
    </div>
  );
}
