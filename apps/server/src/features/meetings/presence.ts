import type { Slate } from "@diaodu/storage";

/** Unseen for longer than this, a host is gone and anybody who may host may take over. [Z3] */
const GONE_AFTER_MS = 60_000;
/** How seldom a host that stays is written down: three times within the minute that decides. */
const RENEW_MS = 20_000;
/** How long what another server wrote is believed. */
const BELIEVE_MS = 5000;

/**
 * Whether hosts are there, across servers. Being there is no fact of the log: the server that a host
 * is connected to renews one note on the slate, at most every 20 seconds, and the others read it.
 */
export interface HostPresence {
  /** The host of this meeting is here now. */
  seen(meeting: string, account: string): Promise<void>;
  there(meeting: string, account: string): Promise<boolean>;
}

/** @param clock real time: whether somebody sits there does not follow a replay */
export function createHostPresence(
  slate: Pick<Slate, "read" | "put">,
  clock: () => Date,
): HostPresence {
  /** Latest known sight by meeting and account, in milliseconds; `written` and `read` bound the traffic. */
  const known = new Map<string, { at: number; written: number; read: number }>();
  const nameOf = (meeting: string, account: string) => `meeting.host:${meeting}:${account}`;

  return {
    async seen(meeting, account) {
      const name = nameOf(meeting, account);
      const at = clock().getTime();
      const last = known.get(name);
      const due = last === undefined || apart(at, last.written) >= RENEW_MS;
      known.set(name, { at, written: due ? at : last.written, read: at });
      if (!due) return;
      const now = new Date(at).toISOString();
      const until = new Date(at + GONE_AFTER_MS).toISOString();
      // Where another server was faster, the host was seen all the same.
      await slate.put(name, String(at), { was: await slate.read(name, now), now, until });
    },
    async there(meeting, account) {
      const name = nameOf(meeting, account);
      const now = clock().getTime();
      let sight = known.get(name);
      const isThere = sight !== undefined && apart(now, sight.at) < RENEW_MS;
      if (!isThere && (sight === undefined || apart(now, sight.read) >= BELIEVE_MS)) {
        const told = Number(await slate.read(name, new Date(now).toISOString()));
        const sights = [told, sight?.at ?? 0];
        // A clock that was ahead saw them in the future: that says nothing of now.
        const at = Math.max(0, ...sights.filter((one) => one - now < GONE_AFTER_MS));
        sight = { at, written: sight?.written ?? 0, read: now };
        known.set(name, sight);
      }
      return sight !== undefined && apart(now, sight.at) < GONE_AFTER_MS;
    },
  };
}

/** Milliseconds between two readings of clocks, whichever came first: clocks are stepped back too. */
const apart = (one: number, other: number): number => Math.abs(one - other);
