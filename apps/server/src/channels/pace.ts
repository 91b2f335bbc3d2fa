import type { ChannelSettings, Slate } from "@diaodu/storage";

const MINUTE_MS = 60_000;

/** What a robot takes in a minute; who sends more is kept out for longer than that. */
const PER_MINUTE: Record<ChannelSettings["way"]["kind"], number> = {
  email: Number.POSITIVE_INFINITY,
  wecom: 20,
  dingtalk: 20,
  feishu: 100,
};

/** How fast each channel may be used, by all servers together: the other side counts its robot. */
export interface Pace {
  /** Whether one more message may go now; if so, it is counted. */
  take(channel: ChannelSettings): Promise<boolean>;
  /** The other side asked to be left alone for so long. */
  rest(channel: ChannelSettings, ms: number): Promise<void>;
}

/** Instants in milliseconds. */
interface Use {
  readonly recent: readonly number[];
  readonly restUntil: number;
}

/** @param now the real time: it is the other side's minutes that count */
export function createPace(slate: Slate, now: () => Date): Pace {
  /** Alters what is known of a channel; `change` answers null to leave it as it is. */
  async function alter(
    { id }: ChannelSettings,
    change: (use: Use, at: number) => Use | null,
  ): Promise<boolean> {
    for (;;) {
      const at = now().getTime();
      const was = await slate.read(`pace:${id}`, new Date(at).toISOString());
      const use: Use = was === null ? { recent: [], restUntil: 0 } : (JSON.parse(was) as Use);
      const next = change(use, at);
      if (next === null) return false;
      const until = new Date(Math.max(at + MINUTE_MS, next.restUntil)).toISOString();
      const stamp = { was, now: new Date(at).toISOString(), until };
      if (await slate.put(`pace:${id}`, JSON.stringify(next), stamp)) return true;
    }
  }
  return {
    take: (channel) =>
      alter(channel, ({ recent, restUntil }, at) => {
        if (at < restUntil) return null;
        const times = recent.filter((time) => time > at - MINUTE_MS);
        if (times.length >= PER_MINUTE[channel.way.kind]) return null;
        // Where there is no end to it, nothing is to be counted.
        const counts = Number.isFinite(PER_MINUTE[channel.way.kind]);
        return { recent: counts ? [...times, at] : [], restUntil };
      }),
    async rest(channel, ms) {
      await alter(channel, ({ recent }, at) => ({ recent, restUntil: at + ms }));
    },
  };
}
