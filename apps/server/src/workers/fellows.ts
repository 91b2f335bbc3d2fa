import { request } from "node:http";
import { innerAddress, MEASURED } from "./socket-owner.ts";

/** A worker that takes longer to say how it stands is not well, and does not hold up the others. */
const PATIENCE_MS = 2000;

/** A process among those that serve one port together. */
export interface Worker {
  /** From 1 on. */
  readonly place: number;
  /** What each of the other places measured of itself; null where nobody answers. */
  readonly fellows: () => Promise<ReadonlyMap<number, string | null>>;
}

/**
 * @param o.count how many workers there are
 * @param o.folder where the workers reach each other
 */
export function workerAmong(o: {
  readonly place: number;
  readonly count: number;
  readonly folder: string;
}): Worker {
  const others = Array.from({ length: o.count }, (_, at) => at + 1).filter((at) => at !== o.place);
  return {
    place: o.place,
    async fellows() {
      const asked = others.map(
        async (place) => [place, await measuredAt(o.folder, place)] as const,
      );
      return new Map(await Promise.all(asked));
    },
  };
}

function measuredAt(folder: string, place: number): Promise<string | null> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const nothing = () => resolve(null);
    const socketPath = innerAddress(folder, place);
    request({ socketPath, path: MEASURED, agent: false, signal }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.once("end", () => resolve(answer.statusCode === 200 ? text : null));
      answer.once("error", nothing);
    })
      .once("error", nothing)
      .end();
  });
}
