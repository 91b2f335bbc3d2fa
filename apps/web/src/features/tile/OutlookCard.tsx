import type { Tile } from "@diaodu/contracts";
import { zhDetail } from "../../strings/zh-CN-detail.ts";
import { Pair } from "./WhyCard.tsx";

/** Where the year is likely to end, how each method sees it and erred before; or why nobody can say. */
export function OutlookCard({ tile }: { tile: Tile }) {
  const { outlook, outlookWhy } = tile;
  if (!outlook && !outlookWhy) return null;
  return (
    <section className="facts-section">
      <h2>{zhDetail.outlook}</h2>
      {outlook ? (
        <>
          <p className="outlook-words">{outlook.words}</p>
          <dl className="pairs pairs-small">
            {outlook.methods.map((method) => (
              <Pair
                key={method.name}
                label={method.name}
                value={
                  <>
                    {method.value}
                    <small className="dim">{method.error}</small>
                  </>
                }
              />
            ))}
          </dl>
        </>
      ) : (
        <p className="dim">{outlookWhy}</p>
      )}
    </section>
  );
}
