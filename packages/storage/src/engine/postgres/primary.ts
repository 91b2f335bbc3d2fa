import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { PoolUse } from "../observed.ts";
import type { Address, Host } from "./address.ts";
import { isReadOnly, mayPass, NotWritable, PlaceLeft } from "./losses.ts";
import { type Place, tryHost } from "./place.ts";
import type { PostgresSettings } from "./settings.ts";

/** Between two looks for a primary, in milliseconds. */
const LOOK_PAUSE = 100;
/** How long the others may answer after the first that takes writes, in milliseconds. */
const SECOND_OPINION = 300;

/** A connection on loan, and where it leads. */
export interface Loan {
  readonly client: pg.PoolClient;
  readonly place: Place;
}

/** The one server of several that takes writes: found, remembered, and looked for again when lost. */
export interface Primary {
  /** Where it is. @throws the error of the host that comes nearest to an answer */
  find(): Promise<Place>;
  /**
   * A connection to it. Looks again until `until` (of the steady clock, milliseconds) while no
   * server takes writes.
   */
  borrow(kind: "reads" | "writes", until: number): Promise<Loan>;
  /** How far the connections to it are taken. */
  use(): PoolUse;
  close(): Promise<void>;
}

export function seekPrimary(address: Address, settings: PostgresSettings): Primary {
  let current: Place | null = null;
  let searching: Promise<Place> | null = null;
  let closed = false;
  /** The newest history that was seen: an old primary that comes back takes no writes of ours. */
  let newest = 0;
  /** What was found of that history: some of it may still be at work though it was given up. */
  let known: Place[] = [];

  async function search(): Promise<Place> {
    const found = await bestOf(askAll(address.hosts, (host) => tryHost(address, host, settings)));
    if (closed || found.timeline < newest) {
      found.leave();
      throw new NotWritable("the server is a former primary");
    }
    if (found.timeline > newest) {
      for (const former of known) former.cutOff();
      known = [];
    }
    newest = found.timeline;
    known = [...known.filter((each) => each.inUse() > 0), found];
    current = found;
    found.onLeft(() => {
      if (current === found) current = null;
    });
    return found;
  }

  function find(): Promise<Place> {
    if (current !== null) return Promise.resolve(current);
    searching ??= search().finally(() => {
      searching = null;
    });
    return searching;
  }

  return {
    find,
    async borrow(kind, until) {
      let leftOnce = false;
      for (;;) {
        let place: Place | null = null;
        try {
          place = await find();
          return { client: await connectTo(place, kind), place };
        } catch (error) {
          if (!mayPass(error)) throw error;
          place?.leave();
          // The one that was remembered is primary no more: another may be.
          if (place !== null && !leftOnce && (error instanceof PlaceLeft || isReadOnly(error))) {
            leftOnce = true;
            continue;
          }
          if (closed || performance.now() + LOOK_PAUSE > until) throw error;
          await pause(LOOK_PAUSE);
        }
      }
    },
    use() {
      const pools = current === null ? [] : [current.writes, current.reads];
      const sum = (count: (pool: pg.Pool) => number): number =>
        pools.reduce((total, pool) => total + count(pool), 0);
      return {
        inUse: sum((pool) => pool.totalCount - pool.idleCount),
        waiting: sum((pool) => pool.waitingCount),
        max: settings.connections,
      };
    },
    async close() {
      closed = true;
      await searching?.catch(() => {});
      current?.leave();
    },
  };
}

/**
 * @throws PlaceLeft as soon as the place is given up: its pool would let who stands in its queue wait
 *   there in vain
 */
async function connectTo(place: Place, kind: "reads" | "writes"): Promise<pg.PoolClient> {
  let stop = (): void => {};
  const left = new Promise<never>((_resolve, reject) => {
    stop = place.onLeft(() => reject(new PlaceLeft()));
  });
  const connecting = place[kind].connect();
  try {
    return await Promise.race([connecting, left]);
  } catch (error) {
    // It may come all the same, and then nobody waits for it.
    connecting.then(
      (client) => client.release(),
      () => {},
    );
    throw error;
  } finally {
    stop();
  }
}

/**
 * Asks all hosts at once. One that answers no is asked again while the answer of another is awaited:
 * the standby beside a primary that fell silent may be promoted meanwhile.
 */
function askAll(
  hosts: readonly Host[],
  ask: (host: Host) => Promise<Place>,
): readonly Promise<Place>[] {
  const asking = hosts.map((host) => ({ host, first: ask(host) }));
  let over = false;
  const untilAnswered = async (): Promise<void> => {
    await Promise.allSettled(asking.map(({ first }) => first));
    over = true;
  };
  const answered = untilAnswered();
  return asking.map(async ({ host, first }) => {
    for (let asked = first; ; asked = ask(host)) {
      try {
        const place = await asked;
        over = true;
        return place;
      } catch (error) {
        if (!mayPass(error)) throw error;
        await Promise.race([answered, pause(LOOK_PAUSE)]);
        if (over) throw error;
      }
    }
  });
}

/**
 * The place of the newest history among those that take writes; the others are left. Does not wait
 * for hosts that do not answer once one has.
 */
async function bestOf(attempts: readonly Promise<Place>[]): Promise<Place> {
  const found: Place[] = [];
  let decided = false;
  const answers = attempts.map(async (attempt) => {
    const place = await attempt;
    if (decided) place.leave();
    else found.push(place);
  });
  try {
    await Promise.any(answers);
  } catch (error) {
    // Of one host its own words are plainer than those of an aggregate.
    if (attempts.length === 1) await attempts[0];
    throw error;
  }
  const all = Promise.allSettled(answers);
  const abort = new AbortController();
  await Promise.race([
    all,
    pause(SECOND_OPINION, undefined, { signal: abort.signal }).catch(() => {}),
  ]);
  abort.abort();
  decided = true;
  const [best, ...others] = found.toSorted((a, b) => b.timeline - a.timeline);
  if (best === undefined) throw new NotWritable("no server takes writes");
  for (const other of others) other.leave();
  return best;
}
