import pg from "pg";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5000;

/**
 * Hears `channel` on a connection of its own and connects again, ever more slowly, when that is
 * lost. What was announced meanwhile is not heard: the caller polls as well.
 *
 * @returns the way to stop
 */
export function listenTo(
  config: pg.ClientConfig,
  channel: string,
  heard: (payload: string) => void,
): () => Promise<void> {
  let stopped = false;
  let pause = FIRST_PAUSE;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;

  const retry = (lost: pg.Client): void => {
    if (client !== lost) return;
    client = undefined;
    lost.end().catch(() => {});
    if (stopped) return;
    timer = setTimeout(() => void connect(), pause);
    timer.unref();
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ ...config, connectionTimeoutMillis: 5000 });
    client = next;
    next.on("error", () => retry(next));
    next.on("end", () => retry(next));
    next.on("notification", (message) => heard(message.payload ?? ""));
    try {
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
      pause = FIRST_PAUSE;
    } catch {
      retry(next);
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
