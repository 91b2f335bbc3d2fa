import { createHash } from "node:crypto";
import { callbackify } from "node:util";
import session from "express-session";
import type { SessionData } from "express-session";
import type { Session as SessionRow, Storage } from "@diaodu/storage";

/** A sign-in by an OpenID provider that is under way. */
export interface OpenIdAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path of ours to go to afterwards. */
  readonly next: string;
}

declare module "express-session" {
  interface SessionData {
    /** The row by which this session is signed in; absent before that. */
    signedIn?: Omit<SessionRow, "id">;
    /** Echoed by every change that this session sends. */
    csrf?: string;
    /** Account whose password was proved and whose second factor was not. */
    half?: string;
    openId?: OpenIdAttempt;
    /** A second factor on offer, not in force. */
    totpOffer?: string;
  }
}

/** How long a sign-in may stay half done. */
const HALF_DONE_MS = 10 * 60_000;
const ENDED = new Date(0).toISOString();

/** The name of a session in the database: its cookie's value cannot be told from it. */
export function sessionIdOf(sid: string): string {
  return createHash("sha256").update(sid).digest("hex");
}

/** Answers the middleware's callback; what a callback throws is nobody's answer. */
const answer = callbackify(<T>(work: Promise<T>): Promise<T> => work) as <T>(
  work: Promise<T>,
  done: (error: unknown, data?: T) => void,
) => void;

/** The middleware's sessions as rows of the database. Ending one is not its business: see sign-out. */
export class SessionStore extends session.Store {
  readonly #storage: Pick<Storage, "readSession" | "writeSession">;
  readonly #clock: () => Date;

  constructor(storage: Pick<Storage, "readSession" | "writeSession">, clock: () => Date) {
    super();
    this.#storage = storage;
    this.#clock = clock;
  }

  override get(sid: string, done: (error: unknown, data?: SessionData | null) => void): void {
    answer(this.#read(sid), done);
  }

  override set(sid: string, data: SessionData, done: (error?: unknown) => void = ignore): void {
    answer(this.#write(sid, data), done);
  }

  /** Of a session that nobody signed in with; one that somebody did is ended with its reason. */
  override destroy(sid: string, done: (error?: unknown) => void = ignore): void {
    answer(this.#forget(sid), done);
  }

  async #read(sid: string): Promise<SessionData | null> {
    const found = await this.#storage.readSession(sessionIdOf(sid));
    if (found === null) return null;
    const data = JSON.parse(found.data) as SessionData;
    if (found.session === null) return data;
    const { id: _, ...signedIn } = found.session;
    return { ...data, signedIn };
  }

  async #write(sid: string, { signedIn, ...data }: SessionData): Promise<void> {
    const id = sessionIdOf(sid);
    // Of a session that was ended meanwhile storage takes nothing: a late request cannot bring it back.
    await this.#storage.writeSession(id, {
      data: JSON.stringify(data),
      expiresAt:
        signedIn?.expiresAt ?? new Date(this.#clock().getTime() + HALF_DONE_MS).toISOString(),
      session: signedIn === undefined ? null : { id, ...signedIn },
    });
  }

  async #forget(sid: string): Promise<void> {
    const id = sessionIdOf(sid);
    const found = await this.#storage.readSession(id);
    if (found === null || found.session !== null) return;
    await this.#storage.writeSession(id, { data: "{}", expiresAt: ENDED, session: null });
  }
}

function ignore(): void {}
