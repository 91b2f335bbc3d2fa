import type {
  ChannelSettings,
  DispatchRecords,
  Message,
  MessageAttempt,
  Outbox,
} from "@diaodu/storage";
import { StorageUnavailable } from "@diaodu/storage";
import type { Logger } from "pino";
import type { BusinessTime } from "../board/business-time.ts";
import { readSettings } from "../dispatch/stored-settings.ts";
import { dead } from "./channel.ts";
import type { Outcome, Outgoing } from "./channel.ts";
import type { Pace } from "./pace.ts";
import { afterQuiet, nextAttempt } from "./retry.ts";

/** Messages claimed at a time. Those of one channel go one after another, channels side by side. */
const BATCH = 10;

/** From the first packet to the last byte of the answer. */
export const SEND_MS = 10_000;

/** No attempt begins that could outlast it: afterwards another server may claim the message. */
const LEASE_MS = 60_000;

const SETTLE_AGAIN_MS = 1000;

/** What a delivery needs; `send` makes one attempt and throws nothing. */
export interface Delivery {
  readonly storage: Pick<Outbox, "claimMessages" | "settleMessage" | "messageAttempts"> &
    Pick<DispatchRecords, "records">;
  /** By which messages are due and nights are quiet. */
  readonly time: BusinessTime;
  /** Name of this worker among all of the database: unique for each start. */
  readonly worker: string;
  readonly send: (channel: ChannelSettings, message: Outgoing) => Promise<Outcome>;
  readonly pace: Pace;
  /** Told of each message that a channel has taken, once it is noted. */
  readonly delivered: (message: Message) => Promise<void>;
  readonly random: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Ends the waits. */
  readonly stop: AbortSignal;
  readonly log: Pick<Logger, "info" | "warn">;
}

/**
 * Claims what is due and makes an attempt at each. What it could not try (its channel rests, or an
 * attempt before it failed) is left to the end of its lease.
 * @returns how many were claimed
 * @throws StorageUnavailable; what was claimed is claimed again after its lease
 */
export async function deliverDue(o: Delivery): Promise<number> {
  const now = o.time.now();
  // A replay's business minute may be shorter than an attempt.
  const rate = Math.max(1, o.time.rate());
  const messages = await o.storage.claimMessages({
    now: now.toISOString(),
    leaseMs: LEASE_MS * rate,
    limit: BATCH,
    worker: o.worker,
  });
  if (messages.length === 0) return 0;
  const settings = await readSettings(o.storage);
  const channels = new Map(settings.channels.map((channel) => [channel.id, channel]));
  const { address } = settings;
  const startBefore = new Date(now.getTime() + (LEASE_MS - SEND_MS) * rate);
  const lanes = new Map<string, Message[]>();
  for (const message of messages) {
    lanes.set(message.channel, [...(lanes.get(message.channel) ?? []), message]);
  }
  const failures: unknown[] = [];
  await Promise.all(
    [...lanes].map(async ([id, lane]) => {
      try {
        await deliverLane(o, { channel: channels.get(id) ?? null, address, lane, startBefore });
      } catch (error) {
        // The other lanes are brought to their ends first.
        failures.push(error);
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
  return messages.length;
}

interface Lane {
  /** Null where the settings know it no longer. */
  readonly channel: ChannelSettings | null;
  /** Where links lead. */
  readonly address: string | null;
  readonly lane: readonly Message[];
  readonly startBefore: Date;
}

async function deliverLane(o: Delivery, { channel, address, lane, startBefore }: Lane) {
  for (const message of lane) {
    const refused = refusal(channel, message);
    if (refused !== null || channel === null) {
      await settle(o, channel, message, refused ?? dead("渠道已删除"));
      continue;
    }
    const now = o.time.now();
    if (now >= startBefore) return;
    const morning = afterQuiet(now, channel.quiet, o.random());
    if (morning > now) {
      await write(o, message, { outcome: "later", detail: "静默时段，推迟发送", nextAt: morning });
      continue;
    }
    if (!(await o.pace.take(channel))) return;
    const outcome = await o.send(channel, outgoing(message, address));
    await settle(o, channel, message, outcome);
    if (outcome.kind !== "later") continue;
    if (outcome.retryAfterMs !== null) await o.pace.rest(channel, outcome.retryAfterMs);
    return;
  }
}

function refusal(channel: ChannelSettings | null, message: Message): Outcome | null {
  if (channel === null) return dead("渠道已删除");
  if (!channel.enabled) return dead("渠道已停用");
  const carried =
    channel.units === "all" || message.unit === null || channel.units.includes(message.unit);
  return carried ? null : dead("渠道已不发送该单位的消息");
}

function outgoing(message: Message, address: string | null): Outgoing {
  const { id, title, lines, number, path, unit } = message;
  const link = address === null || path === null ? null : `${address}${path}`;
  return { id, title, lines, number, unit, link };
}

/** Writes what became of an attempt, and when there is to be another. */
async function settle(
  o: Delivery,
  channel: ChannelSettings | null,
  message: Message,
  outcome: Outcome,
): Promise<void> {
  const { detail } = outcome;
  const about = { message: message.id, channel: message.channel, detail };
  if (outcome.kind === "sent") {
    o.log.info(about, "message sent");
    await write(o, message, { outcome: "sent", detail, nextAt: null });
    return patiently(o, () => o.delivered(message));
  }
  o.log.warn(about, outcome.kind === "later" ? "message not sent yet" : "message not sent");
  if (outcome.kind === "dead") {
    return write(o, message, { outcome: "dead", detail, nextAt: null });
  }
  const now = o.time.now();
  const nextAt = nextAttempt({
    now,
    first: await firstAttempt(o, message, now),
    attempts: message.attempts + 1,
    retryAfterMs: outcome.retryAfterMs,
    quiet: channel?.quiet ?? null,
    random: o.random(),
  });
  if (nextAt === null) {
    return write(o, message, { outcome: "dead", detail: `${detail}；不再重试`, nextAt });
  }
  return write(o, message, { outcome: "later", detail, nextAt });
}

async function firstAttempt(o: Delivery, message: Message, now: Date): Promise<Date> {
  if (message.attempts === 0) return now;
  const attempts = await o.storage.messageAttempts([message.id]);
  const first = attempts.find(({ n }) => n === 1);
  return first === undefined ? now : new Date(first.at);
}

async function write(
  o: Delivery,
  message: Message,
  what: {
    readonly outcome: MessageAttempt["outcome"];
    readonly detail: string;
    readonly nextAt: Date | null;
  },
): Promise<void> {
  const settlement = {
    id: message.id,
    worker: o.worker,
    at: o.time.now().toISOString(),
    outcome: what.outcome,
    detail: what.detail,
    nextAt: what.nextAt?.toISOString() ?? null,
  };
  await patiently(o, async () => {
    await o.storage.settleMessage(settlement);
  });
}

/**
 * A database that went away after the message was sent is waited for as long as the lease of one
 * that was claimed now would last: otherwise the message would go twice, and nobody would note that
 * it went.
 */
async function patiently(o: Delivery, note: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += SETTLE_AGAIN_MS) {
    try {
      return await note();
    } catch (error) {
      const inVain = waited >= LEASE_MS || o.stop.aborted;
      if (inVain || !(error instanceof StorageUnavailable)) throw error;
      await o.pause(SETTLE_AGAIN_MS);
    }
  }
}
