import type { ChannelSettings } from "@diaodu/storage";

const MINUTE_MS = 60_000;

/** What a robot takes in a minute; who sends more is kept out for longer than that. */
const PER_MINUTE: Record<ChannelSettings["way"]["kind"], number> = {
  email: Number.POSITIVE_INFINITY,
  wecom: 20,
  dingtalk: 20,
  feishu: 100,
};

/** How fast each channel may be used. Counted in each process. */
export interface Pace {
  /** Whether one more message may go now; if so, it is counted. */
  take(channel: ChannelSettings): boolean;
  /** The other side asked to be left alone for so long. */
  rest(channel: ChannelSettings, ms: number): void;
}

/** @param now the real time: it is the other side's minutes that count */
export function createPace(now: () => Date): Pace {
  const recent = new Map<string, number[]>();
  const resting = new Map<string, number>();
  return {
    take(channel) {
      const at = now().getTime();
      if (at < (resting.get(channel.id) ?? 0)) return false;
      const times = (recent.get(channel.id) ?? []).filter((time) => time > at - MINUTE_MS);
      const free = times.length < PER_MINUTE[channel.way.kind];
      recent.set(channel.id, free ? [...times, at] : times);
      return free;
    },
    rest(channel, ms) {
      resting.set(channel.id, now().getTime() + ms);
    },
  };
}
