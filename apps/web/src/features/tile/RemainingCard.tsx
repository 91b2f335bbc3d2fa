import type { Tile } from "@diaodu/contracts";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { Simulated } from "../../ui/Simulated.tsx";
import { Pair } from "./WhyCard.tsx";

/** The year's target and what the rest of the year must bring to reach it. */
export function RemainingCard({ tile }: { tile: Tile }) {
  const { target, remaining, progress } = tile;
  if (target === null && remaining.length === 0) return null;
  const behind = tile.light.light === "behind" || tile.light.light === "slow";
  const title =
    remaining.length === 0 ? zhDetail.target : behind ? zhDetail.remaining : zhDetail.remainingLeft;
  return (
    <section className="facts-section">
      <h2>{title}</h2>
      <dl className="pairs">
        {target === null ? null : (
          <Pair
            label={zhDetail.target}
            value={
              <>
                {target.words}{" "}
                {target.simulated && !target.words.includes(zh.simulated) ? <Simulated /> : null}
              </>
            }
          />
        )}
        {progress === null ? null : (
          <Pair label={zhDetail.pathName} value={zhDetail.pathMethod[progress.method]} />
        )}
        {remaining.map((line) => (
          <Pair key={line.level} label={zhDetail.remainingLevel[line.level]} value={line.words} />
        ))}
      </dl>
    </section>
  );
}
