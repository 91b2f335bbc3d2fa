import pg from "pg";
import type { Primary } from "./primary.ts";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;

/**
 * Hears `channel` on a connection of its own to the primary, and connects again, ever more slowly,
 * when that is lost or given up. What was announced meanwhile is not heard: `missed` is called once
 * it listens again, and the caller polls as well.
 *
 * @returns the way to stop
 */
export function listenTo(
  primary: Pick<Primary, "find">,
  channel: string,
  on: { readonly heard: (payload: string) => void; readonly missed: () => void },
): () => Promise<void> {
  let stopped = false;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;

  const again = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void connect(), pause);
    timer.unref();
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };

  const drop = (lost: pg.Client): void => {
    if (client !== lost) return;
    client = undefined;
    lost.end().catch(() => {});
    again();
  };

  const connect = async (): Promise<void> => {
    try {
      const place = await primary.find();
      if (stopped) return;
      const next = new pg.Client(place.client);
      client = next;
      const stop = place.onLeft(() => drop(next));
      next.on("error", () => drop(next));
      next.on("end", () => {
        stop();
        drop(next);
      });
      next.on("notification", (message) => on.heard(message.payload ?? ""));
      try {
        await next.connect();
        await next.query(`listen ${next.escapeIdentifier(channel)}`);
        pause = FIRST_PAUSE;
        on.missed();
      } catch {
        drop(next);
      }
    } catch {
      again();
    }
  };

  void connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    const last = client;
    client = undefined;
    await last?.end().catch(() => {});
  };
}
