import { setTimeout as sleep } from "node:timers/promises";
import {
  createReplay,
  DEFAULT_FROM,
  demonstrationEvents,
  loadEvents,
  runReplay,
} from "@diaodu/demo";
import type { ReplayControl, ReplayStatus } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";
import type { Logger } from "pino";
import { createAuditor } from "../access/audit.ts";
import { realTime } from "../board/business-time.ts";
import type { BusinessTime } from "../board/business-time.ts";
import { castOf } from "./cast.ts";
import { loadClock, saveClock } from "./clock-row.ts";
import { listenForCommands } from "./command-rows.ts";
import { replayIntake } from "./intake.ts";
import { actPlayer } from "./play-act.ts";
import type { Stage } from "./stage.ts";
import { obeyWith } from "./obey.ts";
import { seedDemo, seedOffice } from "./seed.ts";

/** Printed on every view while figures are replayed. */
export const DEMO_LABEL = "演示：回放 2020 年公开数据";

const LOOK_EVERY_MS = 250;

export interface DemoFlags {
  /** Business seconds per real second; undefined plays the year in ten minutes. */
  readonly speed?: number | undefined;
  /** First day that is played; what was released before is there from the start. */
  readonly from?: string | undefined;
  /** Day to go to before anything else. */
  readonly jump?: string | undefined;
  readonly paused: boolean;
  /** Whether the invented units stay at home. */
  readonly figuresOnly: boolean;
}

export interface Demo {
  /** The replay's clock. */
  readonly time: BusinessTime;
  /** Begins to play; call it once the board is open and the people have their accounts. */
  start(
    o: Pick<Stage, "boards" | "calendars" | "publish"> & {
      readonly keepRounds: (now: Date) => Promise<void>;
    },
  ): Promise<void>;
  /** Whether it jumps over days just now. */
  hurrying(): boolean;
  /** Finishes the release under way and saves the clock. */
  stop(): Promise<void>;
}

/**
 * Prepares a demonstration on an empty database, or takes it up where it stood.
 * @throws RangeError for a speed or a day that the replay does not have.
 */
export async function openDemo(o: {
  readonly storage: Storage;
  readonly flags: DemoFlags;
  readonly log: Logger;
}): Promise<Demo> {
  const { storage, flags, log } = o;
  const replay = createReplay({
    events: flags.figuresOnly ? loadEvents() : demonstrationEvents(flags.from ?? DEFAULT_FROM),
    ...(flags.from === undefined ? {} : { from: flags.from }),
    ...(flags.speed === undefined ? {} : { speed: flags.speed }),
  });
  const intake = replayIntake(storage, log);
  const saved = await loadClock(storage);
  if (saved === null) await seedDemo(storage, replay, intake);
  else if (!flags.figuresOnly) await seedOffice(storage);

  let at = new Date(saved !== null && saved.at > replay.from ? saved.at : replay.from);
  let rate = 0;
  let hurrying = false;
  let control: ReplayControl | null = null;
  const stopping = new AbortController();
  let listening: Promise<void> = Promise.resolve();
  const tick = (status: ReplayStatus): void => {
    at = new Date(status.at);
    rate = status.state === "running" ? status.speed : 0;
  };

  async function listen(play: ReplayControl): Promise<void> {
    const listener = await listenForCommands(storage, async (command) => {
      const said = await obeyWith(play, command);
      tick(play.status());
      return said;
    });
    while (!stopping.signal.aborted) {
      await listener.look().catch((error: unknown) => {
        log.warn({ err: error }, "commands to the replay could not be read");
      });
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    time: { now: () => at, rate: () => rate },
    hurrying: () => hurrying,
    async start({ keepRounds, ...given }) {
      const audit = createAuditor(storage, realTime.now);
      const play = actPlayer({ ...given, storage, audit, cast: await castOf(storage) }, log);
      const played = await runReplay({
        replay,
        submit: async (observations, meta) => {
          // The rounds up to it stand in the log before a figure released in the last of them.
          await keepRounds(new Date(meta.committedAt));
          await (meta.act === null ? intake(observations, meta) : play(meta.act));
        },
        loadClock: () => loadClock(storage),
        saveClock: (clock) => saveClock(storage, clock),
        now: () => performance.now(),
        sleep: (ms) => sleep(ms),
        historyGiven: true,
        running: !flags.paused,
        onTick: tick,
      });
      const run: ReplayControl = {
        ...played,
        async jumpTo(date) {
          hurrying = true;
          await played.jumpTo(date).finally(() => {
            hurrying = false;
          });
          await given.publish();
        },
      };
      control = run;
      run.done.catch((error: unknown) => log.error({ err: error }, "the replay broke off"));
      tick(run.status());
      listening = listen(run);
      if (flags.jump !== undefined) {
        const said = await obeyWith(run, { verb: "jump", date: flags.jump });
        tick(run.status());
        if (!said.ok) log.warn(said.words);
      }
    },
    async stop() {
      stopping.abort();
      await control?.stop();
      await listening;
    },
  };
}
