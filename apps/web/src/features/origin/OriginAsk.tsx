import type { Tile } from "@diaodu/contracts";
import { lazy, Suspense, useState } from "react";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";

const OriginChains = lazy(() => import("./OriginChains.tsx"));

/** Offers the way of the figure on show; nothing of it is loaded before somebody asks. */
export function OriginAsk({ tile }: { tile: Tile }) {
  const { figure } = tile;
  const [asked, setAsked] = useState<string | null>(null);
  // A mean of daily air is derived here: nobody reported it.
  if (figure === null || tile.days !== null) return null;
  const key = `${tile.key}|${figure.period}`;
  return (
    <section className="facts-section">
      {asked !== key ? (
        <button type="button" className="text-button" onClick={() => setAsked(key)}>
          {zhDetail.originAsk}
        </button>
      ) : (
        <>
          <h2>{zhDetail.originTitle}</h2>
          <Suspense fallback={<p className="dim">{zh.loading}</p>}>
            <OriginChains
              indicator={tile.indicator}
              region={tile.region.code}
              period={figure.period}
              seq={tile.seq}
            />
          </Suspense>
        </>
      )}
    </section>
  );
}
