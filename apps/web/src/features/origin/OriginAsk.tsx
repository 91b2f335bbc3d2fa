import type { Tile } from "@diaodu/contracts";
import { lazy, Suspense, useCallback, useState } from "react";
import { zh } from "../../strings/zh-CN.ts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";

const OriginChains = lazy(() => import("./OriginChains.tsx"));

/**
 * Offers the way of the figure on show; nothing of it is loaded before somebody asks. The browser
 * opens it by itself, so that a tap counts before the page is taken over.
 */
export function OriginAsk({ tile }: { tile: Tile }) {
  const { figure } = tile;
  const [asked, setAsked] = useState<string | null>(null);
  const key = `${tile.key}|${figure?.period}`;
  const look = useCallback(
    (box: HTMLDetailsElement | null) => {
      if (box?.open === true) setAsked(key);
    },
    [key],
  );
  // A mean of daily air is derived here: nobody reported it.
  if (figure === null || tile.days !== null) return null;
  return (
    <section className="facts-section">
      <details
        key={key}
        ref={look}
        className="origin-ask"
        onToggle={({ currentTarget }) => look(currentTarget)}
      >
        <summary className="text-button">{zhDetail.originAsk}</summary>
        <h2>{zhDetail.originTitle}</h2>
        {asked !== key ? (
          <p className="dim">{zh.loading}</p>
        ) : (
          <Suspense fallback={<p className="dim">{zh.loading}</p>}>
            <OriginChains
              indicator={tile.indicator}
              region={tile.region.code}
              period={figure.period}
              seq={tile.seq}
            />
          </Suspense>
        )}
      </details>
    </section>
  );
}
