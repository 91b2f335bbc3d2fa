import type { Storage } from "@diaodu/storage";
import type { LogTail } from "./log-tail.ts";
import type { Publisher } from "./publisher.ts";

/** How often pages are told while a replay jumps over months. */
const HURRIED_MS = 500;

/** From each commit to the pages. */
export interface FollowedCommits {
  /** Tells every page how the board stands now; while time is hurried only now and then. */
  tellPages(): Promise<void>;
  /** Seconds for which the oldest commit that pages were not told of waits; 0 for none. */
  untold(): number;
  stop(): void;
}

/**
 * Tells the pages of every commit.
 *
 * @param o.hurrying whether a replay jumps
 * @param o.told hears how many seconds passed from the notice of a commit to its broadcast, in real
 *   time: this measures us, not the city
 */
export function followCommits(o: {
  readonly storage: Pick<Storage, "onCommit">;
  readonly publisher: Pick<Publisher, "publish" | "subscribe">;
  readonly tail: Pick<LogTail, "follow">;
  readonly hurrying: () => boolean;
  readonly told: (seconds: number) => void;
}): FollowedCommits {
  const { storage, publisher, tail } = o;
  let toldAt = 0;
  let noticedAt = 0;
  const untold = () => (noticedAt > 0 ? (performance.now() - noticedAt) / 1000 : 0);
  const tellPages = (): Promise<void> => {
    const now = performance.now();
    if (o.hurrying() && now - toldAt < HURRIED_MS) return Promise.resolve();
    toldAt = now;
    return publisher.publish();
  };
  publisher.subscribe(() => {
    if (noticedAt > 0) o.told(untold());
    noticedAt = 0;
  });
  const stop = storage.onCommit(() => {
    noticedAt ||= performance.now();
    void tellPages();
    void tail.follow();
  });
  return { tellPages, untold, stop };
}
