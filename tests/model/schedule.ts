import assert from "node:assert/strict";
import type { Board } from "@diaodu/contracts";
import { createSync, type Clock, type Sync, type SyncStatus } from "@diaodu/sync";
import { createDice, type Dice } from "./dice.ts";
import { CALM, Network, type Faults } from "./network.ts";
import { PageTruth, SLOWEST } from "./page-truth.ts";
import { WorldTime, type Due } from "./world-time.ts";

const START = Date.UTC(2020, 6, 1);
/** How long after all faults are over the page may take: the longest pause, deadline and reopening. */
const SETTLE_MS = 300_000;

/** Timers of a page that slept ring at most so late. */
const DROWSY_MS = 5_000;

/** What may happen next; named twice is twice as likely. */
const STEPS = [
  ...(["commit", "commit", "trickle", "trickle", "burst", "faults", "calm", "cut"] as const),
  ...(["cut silently", "restart", "restore", "sleep", "wake", "hang", "hang"] as const),
  ...(["snapshots fail", "answers fail", "deploy", "other protocol"] as const),
] as const;
type Step = (typeof STEPS)[number];

/** What a schedule came to, for the record and for the test of the model itself. */
export interface Outcome {
  boards: number;
  /** States that the page went through. */
  phases: Set<string>;
  /** Virtual ms from the last fault to a live, equal board. */
  settledIn: number;
}

/**
 * Runs the schedule of one seed: faults and commits at random, then peace.
 *
 * @throws an assertion error whose message ends with the steps taken, when a rule is broken
 */
export function runSchedule(seed: number): Outcome {
  const steps: string[] = [];
  try {
    return new Schedule(seed, steps).run();
  } catch (problem) {
    const message = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    throw new Error(`SEED=${seed}\n${message}\nsteps:\n${steps.slice(-60).join("\n")}`, {
      cause: problem,
    });
  }
}

class Schedule {
  readonly #dice: Dice;
  readonly #time: WorldTime;
  readonly #network: Network;
  readonly #steps: string[];
  readonly #sync: Sync;
  readonly #phases = new Set<string>();
  readonly #builds: string[] = [];
  readonly #truth: PageTruth;
  #shown: Board | null;
  #told: SyncStatus | null = null;
  #frozen: Due[] = [];
  /** The page has slept, and nothing has happened to it since. */
  #drowsy = false;
  /** This schedule's own choice of what happens: some faults show only where others are rare. */
  readonly #repertoire: Step[];

  constructor(seed: number, steps: string[]) {
    this.#steps = steps;
    this.#dice = createDice(seed);
    this.#time = new WorldTime(START, () => this.#checkTruth());
    this.#network = new Network(this.#time, this.#dice);
    this.#truth = new PageTruth(this.#network);
    this.#network.onHeard = () => void (this.#drowsy = false);
    this.#repertoire = STEPS.filter((step) => step === "commit" || this.#dice.chance(0.5));
    this.#network.commit(this.#dice.between(0, 3));
    const { log } = this.#network;
    this.#shown = this.#dice.chance(0.7) ? log.boardAt(this.#dice.between(0, log.head)) : null;
    this.#network.commit(this.#dice.between(0, 3));
    this.#sync = createSync({
      transport: this.#network.transport,
      fetchSnapshot: this.#network.fetchSnapshot,
      clock: this.#clock(),
      random: () => this.#dice.roll(),
      initial: this.#shown,
      build: "b1",
      onBoard: (board) => {
        this.#shown = board;
        this.#truth.show(board);
      },
      onStatus: (status) => {
        this.#told = status;
        this.#phases.add(status.phase);
        this.#note(`  ${status.phase} seq ${status.seq} ${status.reason ?? ""}`);
      },
      onNewBuild: (build) => this.#builds.push(build),
    });
  }

  run(): Outcome {
    // Some schedules crowd everything into seconds, where messages cross; others let timers ring.
    const longest = this.#dice.pick([200, 1_500, 9_000]);
    if (this.#dice.chance(0.5)) this.#network.faults = this.#someFaults();
    for (let left = this.#dice.between(5, 50); left > 0; left--) {
      this.#step();
      this.#time.turn(
        this.#dice.chance(0.1) ? this.#dice.between(0, 9_000) : this.#dice.between(0, longest),
      );
    }
    return this.#settle();
  }

  #step(): void {
    const dice = this.#dice;
    const network = this.#network;
    const what = this.#repertoire[dice.between(0, this.#repertoire.length - 1)] ?? "commit";
    this.#note(what);
    switch (what) {
      case "commit":
        return network.commit(dice.between(1, 3));
      case "trickle":
        for (let left = dice.between(2, 8); left > 0; left--)
          this.#time.in(dice.between(0, 2_000), () => network.commit(1));
        return;
      case "burst":
        return network.commit(dice.between(10, 30));
      case "faults":
        network.faults = this.#someFaults();
        return;
      case "calm":
        network.faults = CALM;
        return network.release();
      case "cut":
        return network.cut(false);
      case "cut silently":
        return network.cut(true);
      case "restart":
        return this.#restart(dice.between(0, 8_000));
      case "restore":
        this.#truth.restoredAt = this.#time.now;
        network.restore();
        return this.#restart(dice.between(0, 3_000));
      case "sleep":
        network.asleep = this.#drowsy = true;
        return void this.#time.in(dice.between(100, 90_000), () => this.#wakeUp());
      case "wake":
        return network.asleep ? undefined : this.#sync.wake();
      case "hang":
        network.faults = { ...network.faults, hung: true };
        return void this.#time.in(dice.between(100, 40_000), () => network.release());
      case "snapshots fail":
        network.snapshotsFail = true;
        return void this.#time.in(
          dice.between(0, 20_000),
          () => void (network.snapshotsFail = false),
        );
      case "answers fail":
        network.faulty = true;
        return void this.#time.in(dice.between(0, 20_000), () => void (network.faulty = false));
      case "deploy":
        network.build = dice.pick(["b1", "b2", "b3"]);
        return this.#restart(dice.between(0, 3_000));
      case "other protocol":
        network.protocol = dice.pick([1, 2]);
        return this.#restart(dice.between(0, 3_000));
    }
  }

  #someFaults(): Faults {
    return {
      delay: this.#dice.pick([20, 300, SLOWEST]),
      drop: this.#dice.pick([0, 0.1, 0.4]),
      duplicate: this.#dice.pick([0, 0.3]),
      reorder: this.#dice.chance(0.5),
      hung: this.#network.faults.hung,
    };
  }

  #restart(ms: number): void {
    this.#network.up = false;
    this.#network.cut(false);
    this.#time.in(ms, () => void (this.#network.up = true));
  }

  #wakeUp(): void {
    if (!this.#network.asleep) return;
    this.#note("wakes");
    const frozen = this.#frozen;
    this.#frozen = [];
    const longest = this.#dice.pick([0, DROWSY_MS]);
    // Sleeping timers ring in any order, some a while after the network was heard.
    for (const due of frozen)
      this.#time.in(this.#dice.between(0, longest), () => {
        if (!due.cancelled) due.run();
      });
    this.#network.wakeUp();
    if (this.#dice.chance(0.6)) {
      this.#drowsy = false;
      this.#sync.wake();
    }
  }

  #settle(): Outcome {
    this.#note("peace");
    const network = this.#network;
    network.faults = CALM;
    network.snapshotsFail = network.faulty = false;
    network.up = true;
    this.#wakeUp();
    network.release();
    if (network.protocol !== 1) {
      network.protocol = 1;
      network.cut(false);
    }
    const since = this.#time.now;
    // Long enough for a page that slept to find out that it did.
    this.#time.turn(DROWSY_MS);
    while (!this.#isSettled()) {
      assert.ok(this.#time.now - since < SETTLE_MS, "the page never came back to the server");
      this.#time.turn(1_000);
    }
    const settledIn = this.#time.now - since;
    // What is settled stays so: the next beats change nothing but the clock.
    this.#time.turn(3 * network.beatMs);
    const { clock: _shownAt, ...shown } = this.#sync.board() ?? assert.fail("no board");
    const { clock: _trueAt, ...truth } = network.log.boardAt(network.log.head);
    assert.deepEqual(shown, truth);
    assert.equal(this.#sync.board(), this.#shown, "every board is handed to the view");
    assert.deepEqual(this.#told, this.#sync.status(), "every status is told");
    assert.equal(this.#sync.status().phase, "live");
    assert.equal(this.#sync.status().stale, false);
    assert.equal(new Set(this.#builds).size, this.#builds.length, "[S37] each build is told once");
    assert.ok(!this.#builds.includes("b1"), "[S37] the page's own build is no news");
    if (network.build !== "b1") assert.ok(this.#builds.includes(network.build), "[S37]");
    this.#sync.stop();
    return { boards: this.#truth.boards, phases: this.#phases, settledIn };
  }

  #isSettled(): boolean {
    const { log } = this.#network;
    const board = this.#sync.board();
    return (
      board?.database === log.database &&
      board.seq === log.head &&
      this.#sync.status().phase === "live"
    );
  }

  #checkTruth(): void {
    // What a page that sleeps shows, nobody sees.
    if (!this.#network.asleep && !this.#drowsy)
      this.#truth.check(this.#sync.status(), this.#time.now);
  }

  #note(what: string): void {
    this.#steps.push(`${((this.#time.now - START) / 1000).toFixed(3)} ${what}`);
  }

  #clock(): Clock {
    return {
      now: () => this.#time.now,
      setTimeout: (run, ms) => {
        const due = this.#time.in(ms, () => {
          if (this.#network.asleep) this.#frozen.push(due);
          else {
            this.#drowsy = false;
            run();
          }
        });
        return due;
      },
      clearTimeout: (handle) => {
        (handle as Due).cancelled = true;
      },
    };
  }
}
