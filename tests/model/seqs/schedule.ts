import { openStorage, type Storage } from "@diaodu/storage";
import type { Engine } from "../../../packages/storage/src/engine/engine.ts";
import { createDice, type Dice } from "../dice.ts";
import { followBoard } from "./board-follower.ts";
import type { SharedDatabase } from "./databases.ts";
import { logFaults, type Told } from "./log-faults.ts";
import { type Answer, type PlannedWrite, planWrite, write } from "./planned-write.ts";
import { startStoppableWriter } from "./stoppable-writer.ts";
import { plainTailer, serverTailer, type Tailer } from "./tailer.ts";

export interface ScheduleSize {
  readonly seed: number;
  readonly writers: number;
  readonly writesEach: number;
  /** How long each stop of the writer that is a process lasts, one write each; milliseconds. */
  readonly stops: readonly number[];
  /** What takes the place of the engine that writes: a fault of ours, to see that it is found. */
  readonly mutate?: (engine: Engine) => Engine;
  /** Done once the tables are there, before anybody writes. */
  readonly prepare?: () => Promise<void>;
}

export interface ScheduleResult {
  /** Empty when nobody was lied to. */
  readonly faults: readonly string[];
  readonly writes: number;
  readonly acknowledged: number;
  readonly aborted: number;
  readonly rows: number;
  readonly tailers: number;
}

const now = (): Date => new Date("2020-07-16T02:00:00.000Z");
const SERVERS = 2;
/** For a tailer to come to the head once nobody writes; a lost connection may cost several pauses. */
const CATCH_UP_MS = 20_000;

/** One seeded schedule of writers, faults and tailers over one fresh database. */
export async function runSchedule(
  database: SharedDatabase,
  size: ScheduleSize,
): Promise<ScheduleResult> {
  const dice = createDice(size.seed);
  const undisturbed = await openStorage({ url: database.url, now });
  await size.prepare?.();
  const servers = await Promise.all(
    Array.from({ length: SERVERS }, () => openServer(database, size.mutate)),
  );
  const tailers: Tailer[] = [];
  const told: Told[] = [];
  const tail = async (name: string, storage: Storage, woken: boolean): Promise<void> => {
    const head = await undisturbed.headSeq();
    const from = dice.chance(0.5) ? head : dice.between(0, head);
    tailers.push(plainTailer(`${name} from ${from}`, storage, { from, woken, dice }));
  };
  for (const [n, { storage }] of servers.entries()) {
    tailers.push(
      serverTailer(`of server ${n}`, storage),
      await followBoard(`of board ${n}`, storage),
    );
    await tail(`of server ${n}`, storage, true);
  }
  await tail("by the clock", undisturbed, false);

  const note = async (plan: PlannedWrite, writing: () => Promise<Answer>): Promise<void> => {
    const askedAt = performance.now();
    const answer = await writing();
    told.push({ plan, answer, askedAt, toldAt: performance.now() });
  };
  const cuts = database.kind === "postgres" && size.mutate === undefined;
  // Planned before anybody writes: who is quicker must not decide what the seed stands for.
  const plans = Array.from({ length: size.writers }, (_w, writer) =>
    Array.from({ length: size.writesEach }, (_n, n) =>
      planWrite(dice, { writer: `w${writer}`, n, region: String(371_401 + writer), cuts }),
    ),
  );
  const writing = plans.map(async (own, writer) => {
    const server = servers[writer % SERVERS];
    for (const plan of own) {
      await note(plan, () => server?.write(plan) ?? Promise.reject(new Error("no server")));
      // Others begin to read in the middle of it.
      if (dice.chance(0.05)) await tail("who came later", undisturbed, dice.chance(0.5));
    }
  });
  if (size.stops.length > 0) writing.push(stopping(database, dice, size.stops, note));
  await Promise.all(writing);

  const head = await undisturbed.headSeq();
  const late: string[] = [];
  for (const tailer of tailers) {
    if (!(await tailer.reach(head, CATCH_UP_MS))) late.push(`the tailer ${tailer.name} is stuck`);
    await tailer.stop();
  }
  const log = await undisturbed.changesSince(0, 10_000);
  const count = (kind: Answer["kind"]) => told.filter(({ answer }) => answer.kind === kind).length;
  const result = {
    faults: [...late, ...logFaults({ log, told, tailers })],
    writes: told.length,
    acknowledged: count("acknowledged"),
    aborted: count("aborted"),
    rows: log.length,
    tailers: tailers.length,
  };
  await Promise.all(servers.map((server) => server.close()));
  await undisturbed.close();
  await database.close();
  return result;
}

/** A server of which we hold the engine: its planned writes, and its storage for who tails. */
async function openServer(database: SharedDatabase, mutate: (engine: Engine) => Engine = (e) => e) {
  const way = await database.way();
  const storage = await openStorage({ url: way.url, now, pollMs: 40 });
  const engine = mutate(database.openEngine(way.url));
  return {
    storage,
    write: (plan: PlannedWrite) => write(engine, plan, { reached: () => {}, cut: way.cut }),
    async close() {
      await storage.close();
      await engine.close();
      await way.close();
    },
  };
}

async function stopping(
  database: SharedDatabase,
  dice: Dice,
  stops: readonly number[],
  note: (plan: PlannedWrite, writing: () => Promise<Answer>) => Promise<void>,
): Promise<void> {
  const writer = startStoppableWriter(database.url);
  for (const [n, stoppedMs] of stops.entries()) {
    const plan: PlannedWrite = {
      ...planWrite(dice, { writer: "stopped", n, region: "371499", cuts: false }),
      fate: "commits",
      // Long enough that the signal finds it with the turn.
      afterMs: 200,
    };
    await note(plan, () => writer.write(plan, stoppedMs));
  }
  await writer.end();
}
