import type { IncomingHttpHeaders } from "node:http";
import type { RequestHandler } from "express";
import type { SessionData } from "express-session";
import { StorageUnavailable } from "@diaodu/storage";
import type { Session, Storage } from "@diaodu/storage";
import { SYSTEM } from "./audit.ts";
import type { Auditor } from "./audit.ts";
import { addressOf, nobodyAt, setCaller } from "./caller.ts";
import type { Caller } from "./caller.ts";
import { displayOf } from "./display.ts";
import { machineOf } from "./machine.ts";
import { personOf } from "./person.ts";
import { sessionIdOf } from "./session-store.ts";
import type { AccessSettings } from "./settings.ts";

/** The time of last use is written this seldom: a disk sync for every request would be dear. */
const SEEN_EVERY_MS = 60_000;

export interface Identification {
  readonly storage: Storage;
  readonly settings: AccessSettings;
  /** Real time, not the replay's. */
  readonly clock: () => Date;
  readonly audit: Auditor;
}

/** What a request or a socket's handshake shows of its sender. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string | null;
  /** As the session middleware read it. */
  readonly session: Session | null;
}

/** Who each request is from: key, then session, then display, then nobody. */
export function authenticate(o: Identification): RequestHandler {
  return async (req, res, next) => {
    const session = signedInAs(req);
    const caller = await identify({ headers: req.headers, ip: addressOf(req), session }, o);
    setCaller(res, caller);
    if (session !== null && caller.sessionId === session.id) await seen(session, o);
    next();
  };
}

/** The row of the session that this request came with; null when nobody signed in with it. */
export function signedInAs(req: {
  readonly sessionID?: string;
  readonly session?: Partial<SessionData>;
}): Session | null {
  const row = req.session?.signedIn;
  return row === undefined || req.sessionID === undefined
    ? null
    : { id: sessionIdOf(req.sessionID), ...row };
}

/**
 * Who shows these credentials. A key that does not open is refused rather than passed over.
 * @throws Refusal `unauthenticated`
 */
export async function identify(shown: Credentials, o: Identification): Promise<Caller> {
  const now = o.clock();
  const { headers, ip, session } = shown;
  const machine = await machineOf(headers, { storage: o.storage, now, ip });
  if (machine !== null) return machine;
  if (session !== null) {
    const person = await personOf(session, { ...o, now, ip });
    if (!("ended" in person)) return person;
    await endSession(session, person.ended, o);
  }
  return (
    (await displayOf(headers, { storage: o.storage, now, ip })) ?? nobodyAt(o.settings.board, ip)
  );
}

/** Ends a session whose time is over. */
async function endSession(
  session: Session,
  why: string,
  o: Pick<Identification, "storage" | "audit">,
): Promise<void> {
  const detail = { reason: why, account: session.accountId };
  const deed = { action: "session.end", object: `session:${session.id.slice(0, 12)}`, detail };
  try {
    await o.storage.endSessions({ id: session.id }, o.audit.entry(SYSTEM, deed));
  } catch (error) {
    // It is over whether or not that could be written: the next request tries again.
    if (!(error instanceof StorageUnavailable)) throw error;
  }
}

async function seen(session: Session, { storage, clock }: Identification): Promise<void> {
  const now = clock();
  // After the clock was stepped back the last use would be in the future, and nobody idle until then.
  if (Math.abs(now.getTime() - Date.parse(session.lastSeenAt)) < SEEN_EVERY_MS) return;
  await storage.touchSession(session.id, now.toISOString());
}
