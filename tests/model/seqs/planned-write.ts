import { setImmediate as turnOfTheLoop, setTimeout as pause } from "node:timers/promises";
import type { Observation } from "@diaodu/domain";
import { StorageUnavailable } from "@diaodu/storage";
import type { Engine } from "../../../packages/storage/src/engine/engine.ts";
import { guarded } from "../../../packages/storage/src/errors.ts";
import { submitObservations } from "../../../packages/storage/src/submission.ts";
import type { Dice } from "../dice.ts";

/** What becomes of a transaction: it commits, gives up by itself, or loses its connection. */
type Fate =
  | "commits"
  | "aborts before the turn"
  | "aborts with the turn"
  | "is cut before the turn"
  | "is cut with the turn"
  | "is cut in its commit";

/** One write of one writer, as the dice planned it. */
export interface PlannedWrite {
  /** Names the write in every row that it leaves; the idempotency key as well. */
  readonly tag: string;
  /** Of no other write. */
  readonly value: string;
  /** A region of the writer's own. */
  readonly region: string;
  /** Whether it corrects the figure that all writers correct, too. */
  readonly shared: boolean;
  /** Open for so long before it asks for the turn, and so long with it; milliseconds. */
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly fate: Fate;
  /** Turns of the event loop between the order to commit and the cut. */
  readonly cutAfter: number;
}

export type Answer =
  | { readonly kind: "acknowledged"; readonly seq: number }
  | { readonly kind: "aborted" }
  /** The connection was lost, or the turn did not come in time: nobody knows whether it committed. */
  | { readonly kind: "unavailable" }
  /** What no writer of ours asked for. */
  | { readonly kind: "refused"; readonly why: string };

class Aborted extends Error {}

/** Short or long, alone or among others, ended well or badly. `cuts`: connections can be lost. */
export function planWrite(
  dice: Dice,
  o: {
    readonly writer: string;
    readonly n: number;
    readonly region: string;
    readonly cuts: boolean;
  },
): PlannedWrite {
  const aborts = ["aborts before the turn", "aborts with the turn"] as const;
  const cuts = ["is cut before the turn", "is cut with the turn", "is cut in its commit"] as const;
  const bad = o.cuts ? dice.pick([...aborts, ...cuts]) : dice.pick(aborts);
  const long = () => dice.between(5, dice.chance(0.2) ? 150 : 40);
  return {
    tag: `${o.writer}.${o.n}`,
    value: `${o.region}.${o.n + 1}`,
    region: o.region,
    shared: dice.chance(0.25),
    beforeMs: dice.chance(0.4) ? long() : 0,
    afterMs: dice.chance(0.4) ? long() : 0,
    fate: dice.chance(0.7) ? "commits" : bad,
    cutAfter: dice.between(0, 3),
  };
}

/** The figures of a write: one of the writer's own, and perhaps the one that all correct. */
export function figuresOf({ tag, value, region, shared }: PlannedWrite): Observation[] {
  const own: Observation = {
    indicator: "gdp",
    region,
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value,
    status: "flash",
    asOf: "2020-07-16",
    source: tag,
    simulated: false,
    reason: "更正",
  };
  return shared ? [own, { ...own, region: "371400" }] : [own];
}

/** Runs the write once, through the code that every submission takes. */
export async function attemptWrite(
  engine: Engine,
  plan: PlannedWrite,
  o: {
    readonly reached: (seq: number) => void;
    readonly cut: () => void;
    readonly hasTurn?: () => void;
  },
): Promise<Answer> {
  const { fate } = plan;
  const planned: Engine = {
    ...engine,
    write: (work) =>
      engine.write(async (tx) => {
        const made = await work(tx);
        await pause(plan.afterMs);
        if (fate === "aborts with the turn") throw new Aborted();
        if (fate === "is cut in its commit") void cutSoon(plan.cutAfter, o.cut);
        return made;
      }),
    takeLogTurn: async (tx) => {
      await pause(plan.beforeMs);
      if (fate === "aborts before the turn") throw new Aborted();
      if (fate === "is cut before the turn") o.cut();
      const turn = await engine.takeLogTurn(tx);
      o.hasTurn?.();
      if (fate === "is cut with the turn") o.cut();
      return turn;
    },
  };
  const submission = {
    items: figuresOf(plan),
    reportedBy: plan.tag,
    committedAt: "2020-07-16T02:00:00.000Z",
    idempotency: { callerId: "model", key: plan.tag, bodyHash: plan.tag },
  };
  try {
    const ground = { engine: planned, reached: o.reached };
    const result = await guarded(() => submitObservations(ground, submission));
    if (result.kind === "committed" || result.kind === "repeated") {
      return { kind: "acknowledged", seq: result.seq };
    }
    return { kind: "refused", why: JSON.stringify(result) };
  } catch (error) {
    if (error instanceof Aborted) return { kind: "aborted" };
    if (error instanceof StorageUnavailable) return { kind: "unavailable" };
    return { kind: "refused", why: String(error) };
  }
}

async function cutSoon(turns: number, cut: () => void): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await turnOfTheLoop();
  cut();
}

/** Longest that a writer keeps asking after a loss, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Runs the write and, as a caller does, repeats it with its key until somebody tells how it ended. */
export async function write(
  engine: Engine,
  plan: PlannedWrite,
  o: Parameters<typeof attemptWrite>[2],
): Promise<Answer> {
  const deadline = performance.now() + PATIENCE_MS;
  let answer = await attemptWrite(engine, plan, o);
  const again: PlannedWrite = { ...plan, fate: "commits", beforeMs: 0, afterMs: 0 };
  while (answer.kind === "unavailable" && performance.now() < deadline) {
    await pause(20);
    answer = await attemptWrite(engine, again, o);
  }
  return answer;
}
