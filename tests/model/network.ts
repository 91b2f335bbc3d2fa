import type { Beat, Board, Subscribe, SubscribeAnswer } from "@diaodu/contracts";
import type { Transport, TransportHandlers } from "@diaodu/sync";
import { sampleClock } from "@diaodu/sync/testing";
import type { Dice } from "./dice.ts";
import { ReferenceLog } from "./reference-log.ts";
import type { WorldTime } from "./world-time.ts";

/** What the network does to a message at the moment. Probabilities in [0, 1], delays in ms. */
export interface Faults {
  delay: number;
  drop: number;
  duplicate: number;
  /** Messages may overtake each other; otherwise a link is first in, first out. */
  reorder: boolean;
  /** Nothing gets through; what is under way waits. */
  hung: boolean;
}

export const CALM: Faults = { delay: 50, drop: 0, duplicate: 0, reorder: false, hung: false };

/** Both ends of one socket. */
interface Link {
  handlers: TransportHandlers;
  open: boolean;
  /** The server has accepted a subscribe and sends pushes and beats. */
  joined: boolean;
  /** The server knows nothing of this socket any more, and the page has not been told. */
  forgotten: boolean;
  /** The page's server shows commits this many ms late. */
  trail: number;
  /** The last seq that was pushed or answered. */
  position: number;
  /** Counts the tries to open it; only the last one counts. */
  tries: number;
  /** Earliest time of the next arrival, for first in, first out; by direction. */
  next: [up: number, down: number];
}

/** One server, one page, and all that lies between them. */
export class Network {
  log: ReferenceLog;
  faults: Faults = CALM;
  up = true;
  build = "b1";
  protocol = 1;
  faulty = false;
  snapshotsFail = false;
  asleep = false;
  /** Called when a page has been told something through its socket. */
  onHeard: () => void = () => undefined;
  readonly beatMs: number;
  readonly catchUpLimit = 20;
  readonly #time: WorldTime;
  readonly #dice: Dice;
  readonly #logs: ReferenceLog[] = [];
  #link: Link | null = null;
  #waiting: (() => void)[] = [];

  constructor(time: WorldTime, dice: Dice) {
    this.#time = time;
    this.#dice = dice;
    this.beatMs = dice.pick([1_000, 2_500, 5_000]);
    this.log = this.#begin(new ReferenceLog("db1", time.now));
    const beat = () => {
      this.#beat();
      time.in(this.beatMs, beat);
    };
    time.in(this.beatMs, beat);
  }

  /** The log of that name, also after it was replaced. */
  logOf(database: string): ReferenceLog | undefined {
    return this.#logs.find((log) => log.database === database);
  }

  commit(count: number): void {
    for (let done = 0; done < count; done++) this.log.commit(this.#dice, this.#time.now);
    const { log } = this;
    const link = this.#link;
    // One push may carry several commits, as the server's steps do.
    if (link) this.#time.in(link.trail, () => this.#push(link, log));
  }

  /** The socket ends and the page is told, unless `silently`. */
  cut(silently: boolean): void {
    const link = this.#link;
    if (!link) return;
    link.joined = false;
    link.forgotten = true;
    if (silently) return;
    link.open = false;
    this.#toPage(() => this.#lost(link, this.#dice.chance(0.7)));
  }

  /** Another log takes over: a restored backup, or an empty database. */
  restore(): void {
    const name = `db${this.#logs.length + 1}`;
    const kept = this.#dice.between(0, this.log.head);
    this.log = this.#begin(
      this.#dice.chance(0.7)
        ? this.log.restoredAs(name, kept, this.#time.now)
        : new ReferenceLog(name, this.#time.now),
    );
    this.cut(false);
  }

  release(): void {
    this.faults = { ...this.faults, hung: false };
    this.#flush();
  }

  wakeUp(): void {
    this.asleep = false;
    this.#flush();
  }

  readonly transport: Transport = {
    connect: (handlers) => this.#open(handlers),
    close: () => {
      if (this.#link) this.#link.joined = this.#link.open = false;
      this.#link = null;
    },
    subscribe: (request, answer) => {
      const link = this.#link;
      if (!link?.open) return;
      this.#travel(link, 0, () => this.#answer(link, request, answer));
    },
  };

  /** Answers at once when the board has arrived, so that no microtask escapes the model's time. */
  fetchSnapshot = (): PromiseLike<Board> => {
    const settled = { then: (): void => undefined };
    let arrive: ((board: Board) => unknown) | null | undefined;
    let fail: ((problem: unknown) => unknown) | null | undefined;
    // Now and then a cache on the way hands out what it had before.
    const trail = this.#dice.between(0, this.#dice.chance(0.2) ? 20_000 : 200);
    this.#time.in(this.#delay(), () => {
      const ok = this.up && !this.snapshotsFail && !this.#dice.chance(this.faults.drop);
      const board = this.log.boardAt(this.log.headAt(this.#time.now - trail));
      const own = { ...board, clock: sampleClock(this.#seconds()) };
      this.#time.in(this.#delay(), () =>
        this.#toPage(() => (ok ? arrive?.(own) : fail?.(new Error("503")))),
      );
    });
    return {
      then(onBoard, onProblem) {
        arrive = onBoard;
        fail = onProblem;
        return settled as PromiseLike<never>;
      },
    };
  };

  #begin(log: ReferenceLog): ReferenceLog {
    this.#logs.push(log);
    return log;
  }

  #open(handlers: TransportHandlers): void {
    const link: Link = {
      handlers,
      open: false,
      joined: false,
      forgotten: false,
      trail: this.#dice.chance(0.3) ? this.#dice.between(1, 200) : 0,
      position: 0,
      tries: 0,
      next: [0, 0],
    };
    this.#link = link;
    this.#try(link);
  }

  #try(link: Link): void {
    const hangs = this.faults.hung;
    const own = ++link.tries;
    this.#time.in(hangs ? 20_000 : this.#delay() * 2, () =>
      this.#toPage(() => {
        if (this.#link !== link || link.tries !== own) return;
        if (hangs || !this.up || this.faults.hung) return this.#lost(link, true);
        link.open = true;
        link.forgotten = false;
        link.handlers.open();
      }),
    );
  }

  #lost(link: Link, reopens: boolean): void {
    if (this.#link !== link) return;
    link.open = link.joined = false;
    const own = ++link.tries;
    link.handlers.closed(reopens);
    if (!reopens) return;
    this.#time.in(this.#dice.between(500, 5_000), () => {
      if (this.#link === link && link.tries === own) this.#try(link);
    });
  }

  #answer(link: Link, request: Subscribe, answer: (answer: SubscribeAnswer) => void): void {
    if (link.forgotten || !link.open) return;
    const { build, log } = this;
    const reply = (make: () => SubscribeAnswer) =>
      this.#time.in(this.#dice.chance(0.3) ? this.#dice.between(1, 50) : 0, () => {
        const made = make();
        this.#down(link, () => answer(made));
      });
    const head = log.headAt(this.#time.now - link.trail);
    if (this.faulty) return void reply(() => ({ kind: "invalid", faults: [] }));
    if (request.protocol !== this.protocol)
      return void reply(() => ({ kind: "incompatible", protocol: this.protocol, build }));
    if (request.database !== log.database)
      return void reply(() => ({ kind: "reset", reason: "other_database", build }));
    if (request.since > head)
      return void reply(() => ({ kind: "reset", reason: "from_the_future", build }));
    if (head - request.since > this.catchUpLimit)
      return void reply(() => ({ kind: "reset", reason: "too_far_behind", build }));
    link.joined = true;
    link.position = head;
    const changes = log.changes(request.since, head, this.#seconds());
    reply(() => ({ kind: "changes", build, beatMs: this.beatMs, ...changes }));
  }

  #push(link: Link, log: ReferenceLog): void {
    const head = log.headAt(this.#time.now - link.trail);
    if (!link.joined || this.log !== log || head <= link.position) return;
    const changes = log.changes(link.position, head, this.#seconds());
    link.position = head;
    this.#down(link, (handlers) => handlers.changes(changes));
  }

  #beat(): void {
    const link = this.#link;
    if (!link?.joined || !this.up) return;
    const seq = this.log.headAt(this.#time.now - link.trail);
    const beat: Beat = {
      seq,
      at: this.log.boardAt(seq).at,
      clock: sampleClock(this.#seconds()),
      build: this.build,
    };
    this.#down(link, (handlers) => handlers.beat(beat));
  }

  #down(link: Link, deliver: (handlers: TransportHandlers) => void): void {
    if (link.forgotten) return;
    this.#travel(link, 1, () => {
      deliver(link.handlers);
      this.onHeard();
    });
  }

  /** A message of a socket that was given up still arrives now and then: it must not be heard. */
  #travel(link: Link, direction: 0 | 1, arrive: () => void): void {
    if (this.#dice.chance(this.faults.drop)) return;
    const copies = this.#dice.chance(this.faults.duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      let at = this.#time.now + this.#delay();
      if (!this.faults.reorder) at = link.next[direction] = Math.max(at, link.next[direction]);
      const pass = () => {
        if (this.faults.hung || (direction === 1 && this.asleep)) this.#waiting.push(pass);
        else if (link.open || this.#dice.chance(0.2)) arrive();
      };
      this.#time.in(at - this.#time.now, pass);
    }
  }

  /** A sleeping page hears nothing until it wakes. */
  #toPage(run: () => void): void {
    if (this.asleep) this.#waiting.push(() => this.#toPage(run));
    else run();
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const run of waiting) this.#time.in(0, run);
  }

  #delay(): number {
    return this.#dice.between(1, this.faults.delay);
  }

  #seconds(): number {
    return Math.floor(this.#time.now / 1000);
  }
}
