import type { Ranking } from "@diaodu/contracts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";

/** Regions by one indicator, best first; the own region stands out; those without a figure are named. */
export function RankingCard({ ranking, own }: { ranking: Ranking; own: string }) {
  const values = ranking.rows.map((row) => (ranking.by === "growth" ? row.growth : row.level) ?? 0);
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  const share = (value: number) => ((value - low) / (high - low || 1)) * 100;
  return (
    <section className="facts-section">
      <h2>
        {zhDetail.ranking(ranking.parent.name)}
        <span className="dim">{ranking.periodLabel}</span>
      </h2>
      <ol className="ranking">
        {ranking.rows.map((row) => {
          const value = (ranking.by === "growth" ? row.growth : row.level) ?? 0;
          return (
            <li key={row.region} className={row.region === own ? "own" : undefined}>
              <span className="position">{row.position ?? "—"}</span>
              <span className="region">{row.name}</span>
              <svg className="ranking-bar" aria-hidden="true">
                <rect
                  x={`${share(Math.min(0, value))}%`}
                  width={`${Math.abs(share(value) - share(0))}%`}
                  y="30%"
                  height="40%"
                />
                <rect className="ranking-zero" x={`${share(0)}%`} width="1" height="100%" />
              </svg>
              <span className="value">
                {ranking.by === "growth" ? `${row.growthText ?? "—"}%` : (row.levelText ?? "—")}
              </span>
            </li>
          );
        })}
      </ol>
      {ranking.missing.length === 0 ? null : (
        <p className="dim">{zhDetail.rankingMissing(ranking.missing.join("、"))}</p>
      )}
    </section>
  );
}
