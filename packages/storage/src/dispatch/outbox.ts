/** A message on its way: stored with what it tells of, sent afterwards, as often as it takes. */
export interface NewMessage {
  /** Stable: made from what it tells of and where it goes. The same id twice is the same message. */
  readonly id: string;
  /** Channel of the settings, or `product` for the inbox. */
  readonly channel: string;
  /** Unit that it is for; null with an account. */
  readonly unit: string | null;
  /** Account that it is for, of the inbox alone. */
  readonly account: string | null;
  /** What it tells of. */
  readonly about: { readonly kind: string; readonly id: string };
  readonly title: string;
  readonly lines: readonly string[];
  /** 文号; null for none, or for the one that is drawn in the same write for what it tells of. */
  readonly number: string | null;
  /** Path within the product. */
  readonly path: string | null;
  readonly notBefore: string;
}

export type MessageState = "waiting" | "sent" | "dead";

export interface Message extends NewMessage {
  readonly state: MessageState;
  readonly attempts: number;
  /** When it is due; while a worker holds it, when the lease ends. */
  readonly nextAt: string;
  readonly createdAt: string;
  readonly settledAt: string | null;
  /** Seq of the change that it was stored with. */
  readonly seq: number;
  /** Of the inbox: accounts that have read it. */
  readonly readBy: readonly string[];
}

/** 送达记录: one attempt, never changed. */
export interface MessageAttempt {
  readonly message: string;
  /** From 1. */
  readonly n: number;
  readonly at: string;
  readonly outcome: "sent" | "later" | "dead";
  /** Chinese, without secrets. */
  readonly detail: string;
}

/** Messages to the inbox are `sent` when they are stored; the others wait to be claimed. */
export interface Outbox {
  /**
   * Takes up to `limit` messages that are due, each for `leaseMs`: nobody else gets one before that.
   * A worker that dies holding a message leaves it to be claimed again, at the latest after eleven
   * leases by the clock of whoever asks, wherever its own clock stood.
   */
  claimMessages(o: {
    readonly now: string;
    readonly leaseMs: number;
    readonly limit: number;
    readonly worker: string;
  }): Promise<Message[]>;
  /**
   * Records an attempt and what becomes of the message. False, and nothing, where the lease went to
   * another or the message is settled.
   *
   * @throws RangeError for `later` without `nextAt`
   */
  settleMessage(o: {
    readonly id: string;
    readonly worker: string;
    readonly at: string;
    readonly outcome: MessageAttempt["outcome"];
    readonly detail: string;
    /** Of `later`: when it is tried again. */
    readonly nextAt: string | null;
  }): Promise<boolean>;
  /** Earliest time at which a waiting message is due or its lease ends; null for none. */
  nextMessageAt(): Promise<string | null>;
  /** How much is on its way, and how much will never arrive. */
  outboxLoad(): Promise<{
    readonly waiting: number;
    readonly dead: number;
    /** When the longest waiting message was first due; null for none. */
    readonly waitingSince: string | null;
  }>;
  /** Newest first; `limit` within 1..10,000, default 1,000. */
  messages(filter: {
    readonly states?: readonly MessageState[] | undefined;
    readonly channel?: string | undefined;
    readonly about?: { readonly kind: string; readonly id: string } | undefined;
    readonly limit?: number | undefined;
  }): Promise<Message[]>;
  /** One message; null for what was never stored. */
  message(id: string): Promise<Message | null>;
  /** By message, then in their order. */
  messageAttempts(ids: readonly string[]): Promise<MessageAttempt[]>;
  /**
   * What the inbox of these units and this account holds, newest first; `limit` within 1..10,000,
   * default 200.
   */
  inbox(o: {
    readonly units: readonly string[] | "all";
    readonly account: string | null;
    readonly limit?: number | undefined;
  }): Promise<Message[]>;
  /** Marks messages of the inbox read by this account; gives how many were not. */
  readMessages(o: {
    readonly ids: readonly string[];
    readonly account: string;
    readonly at: string;
  }): Promise<number>;
}
