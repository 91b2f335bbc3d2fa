import type { Message } from "@diaodu/storage";
import { expect } from "vitest";
import { later, sent } from "../../apps/server/src/channels/channel.ts";
import type { Outcome } from "../../apps/server/src/channels/channel.ts";
import { deliverDue } from "../../apps/server/src/channels/delivery.ts";
import type { Delivery } from "../../apps/server/src/channels/delivery.ts";
import { createPace } from "../../apps/server/src/channels/pace.ts";
import { robotChannel } from "../../apps/server/test/outbox-world.ts";
import type { Dice } from "../model/dice.ts";
import type { OutboxWorld } from "../../apps/server/test/outbox-world.ts";

/** What a server does from its death on: nothing, and nobody hears what it was about to do. */
class Killed extends Error {}

export interface Abuse {
  readonly deaths: number;
  readonly messages: number;
  readonly attempts: number;
  /** Attempts that arrived although the message had arrived before. */
  readonly repeated: number;
}

const CHANNELS = ["one", "two", "three"].map((id) =>
  robotChannel({
    id,
    way: {
      kind: "email",
      host: "",
      port: 1,
      secure: false,
      user: null,
      password: null,
      from: "",
      to: {},
    },
  }),
);

/**
 * Pairs of servers work one outbox; each dies at a random place between claim, sending and
 * settling, or just before or after its write, until `deaths` have died. Then a healthy one clears
 * up. Along the way: no attempt begins once a message is settled; at the end: everything arrived,
 * as it was written, and the delivery log tells one story.
 */
export async function abuseOutbox(
  world: OutboxWorld,
  o: { readonly deaths: number; readonly dice: Dice },
): Promise<Abuse> {
  const { storage, clock } = world;
  const { dice } = o;
  const arrived = new Map<string, number>();
  const settled = new Set<string>();
  const faults: string[] = [];
  let deaths = 0;
  let lives = 0;
  let posted = 0;
  let attempts = 0;

  /** One server: it survives so many steps. */
  function life(steps: number): Delivery {
    let left = steps;
    const step = () => {
      left -= 1;
      return left;
    };
    /** A step that may be the last: cut before it is done, or after, but before anybody knows. */
    async function survive<T>(work: () => Promise<T>): Promise<T> {
      const now = step();
      if (now < 0 || (now === 0 && dice.chance(0.5))) throw new Killed();
      const made = await work();
      if (now === 0) throw new Killed();
      return made;
    }
    lives += 1;
    return {
      storage: {
        claimMessages: (c) => survive(() => storage.claimMessages(c)),
        records: (kind, filter) => survive(() => storage.records(kind, filter)),
        messageAttempts: (ids) => survive(() => storage.messageAttempts(ids)),
        settleMessage: (s) =>
          survive(async () => {
            const took = await storage.settleMessage(s);
            if (took && s.outcome !== "later") settled.add(s.id);
            return took;
          }),
      },
      time: { now: () => clock.now, rate: () => 1 },
      worker: `life ${lives}`,
      send: (_channel, message) =>
        survive(async (): Promise<Outcome> => {
          attempts += 1;
          if (settled.has(message.id)) faults.push(`${message.id} was tried after it was settled`);
          if (message.title !== titleOf(message.id)) faults.push(`${message.id} has another title`);
          // It takes its time, and others work meanwhile.
          clock.now = new Date(clock.now.getTime() + dice.between(0, 9000));
          await storage.nextMessageAt();
          if (dice.chance(0.25)) return later("连接中断");
          arrived.set(message.id, (arrived.get(message.id) ?? 0) + 1);
          return sent("已接收");
        }),
      pace: createPace(world.storage.slate, () => clock.now),
      delivered: () => Promise.resolve(),
      random: dice.roll,
      pause: () => Promise.resolve(),
      stop: new AbortController().signal,
      log: { info: () => undefined, warn: () => undefined },
    };
  }

  while (deaths < o.deaths) {
    await world.post(
      Array.from({ length: dice.between(0, 24) }, () => {
        const id = `m${(posted += 1)}`;
        return { id, title: titleOf(id), channel: dice.pick(CHANNEL_IDS) };
      }),
      CHANNELS,
    );
    for (let pairs = 0; pairs < 8; pairs += 1) await workInPairs();
  }
  async function workInPairs(): Promise<void> {
    const pair = [1, 2].map(async () => {
      const server = life(dice.between(1, 20));
      while ((await deliverDue(server)) > 0);
    });
    for (const end of await Promise.allSettled(pair)) {
      if (end.status === "fulfilled") continue;
      if (!(end.reason instanceof Killed)) throw end.reason;
      deaths += 1;
    }
    // Now and then past the leases of the dead, mostly within them.
    clock.now = new Date(clock.now.getTime() + dice.between(0, 45_000));
  }
  for (;;) {
    const next = await storage.nextMessageAt();
    if (next === null) break;
    if (Date.parse(next) > clock.now.getTime()) clock.now = new Date(next);
    await deliverDue(life(Number.POSITIVE_INFINITY));
  }

  const messages = await storage.messages({ limit: 10_000 });
  expect(messages).toHaveLength(posted);
  faults.push(...(await contradictions(world, messages, arrived)));
  expect(faults).toEqual([]);
  const total = [...arrived.values()].reduce((sum, n) => sum + n, 0);
  return { deaths, messages: posted, attempts, repeated: total - arrived.size };
}

/** Mostly one, so that a queue outlasts a lease. */
const CHANNEL_IDS = ["one", "one", "one", "two", "three"] as const;

const titleOf = (id: string) => `提示单 ${id}`;

/** Where what arrived, what became of the messages and the delivery log disagree. */
async function contradictions(
  { storage }: OutboxWorld,
  messages: readonly Message[],
  arrived: ReadonlyMap<string, number>,
): Promise<string[]> {
  const found: string[] = [];
  for (const message of messages) {
    const log = await storage.messageAttempts([message.id]);
    const told = log.map(({ outcome }) => outcome);
    if (message.state === "waiting") found.push(`${message.id} still waits`);
    if (message.state === "sent" && !arrived.has(message.id)) found.push(`${message.id} is lost`);
    if (told.at(-1) !== message.state) found.push(`${message.id} ends as ${told.at(-1)}`);
    if (told.slice(0, -1).some((outcome) => outcome !== "later")) {
      found.push(`${message.id} was settled more than once`);
    }
    if (log.some(({ n }, index) => n !== index + 1)) found.push(`${message.id} lacks an attempt`);
  }
  return found;
}
