import type { ReportAnswer, ReportSubmission } from "@diaodu/contracts";

/** Where a submission stands on its way to the server. */
export const OUTBOX_STATES = ["empty", "sending", "waiting", "refused", "done"] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/**
 * `lost`: nothing came back, it may or may not be in. `back`: the server can be reached again.
 * `close`: the person has read how it ended, or takes back what still waits.
 */
export const OUTBOX_EVENTS = ["submit", "accepted", "refused", "lost", "back", "close"] as const;
export type OutboxEvent = (typeof OUTBOX_EVENTS)[number];

/**
 * Complete: every event in every state. Whatever is under way or waits is never joined by a second
 * submission: it would go out under another key and could be carried out twice.
 */
export const OUTBOX: Readonly<Record<OutboxState, Readonly<Record<OutboxEvent, OutboxState>>>> = {
  empty: {
    submit: "sending",
    accepted: "empty",
    refused: "empty",
    lost: "empty",
    back: "empty",
    close: "empty",
  },
  sending: {
    submit: "sending",
    accepted: "done",
    refused: "refused",
    lost: "waiting",
    back: "sending",
    // An answer is on its way: what it says counts.
    close: "sending",
  },
  waiting: {
    submit: "waiting",
    // A late answer to an attempt that was given up.
    accepted: "done",
    refused: "refused",
    lost: "waiting",
    back: "sending",
    close: "empty",
  },
  refused: {
    submit: "sending",
    accepted: "refused",
    refused: "refused",
    lost: "refused",
    back: "refused",
    close: "empty",
  },
  done: {
    submit: "sending",
    accepted: "done",
    refused: "done",
    lost: "done",
    back: "done",
    close: "empty",
  },
};

/** A submission with the key that it keeps for all its attempts. */
export interface Parcel {
  readonly key: string;
  readonly submission: ReportSubmission;
}

export interface OutboxView {
  readonly state: OutboxState;
  readonly parcel: Parcel | null;
  readonly answer: ReportAnswer | null;
  readonly error: unknown;
}

export interface Outbox {
  view(): OutboxView;
  subscribe(listener: () => void): () => void;
  submit(submission: ReportSubmission): void;
  /** The server can be reached again. */
  back(): void;
  close(): void;
}

/**
 * Sends one submission at a time and keeps it until it is known to be in: over lost answers, closed
 * pages and restarts it goes out again under the same key, so that the server carries it out once.
 *
 * @param keep stores the parcel, or removes it with null
 * @param kept what an earlier visit stored
 * @param isLost whether an error leaves open if the submission arrived
 */
export function createOutbox(o: {
  send: (parcel: Parcel) => Promise<ReportAnswer>;
  isLost: (error: unknown) => boolean;
  newKey: () => string;
  keep: (parcel: Parcel | null) => void;
  kept: Parcel | null;
}): Outbox {
  const empty: OutboxView = { state: "empty", parcel: null, answer: null, error: null };
  let view: OutboxView = o.kept === null ? empty : { ...empty, state: "waiting", parcel: o.kept };
  const listeners = new Set<() => void>();

  function happens(event: OutboxEvent, part: Partial<OutboxView> = {}): boolean {
    const state = OUTBOX[view.state][event];
    const moved = state !== view.state;
    if (!moved) return false;
    view = state === "empty" ? empty : { ...view, ...part, state };
    if (state === "empty" || state === "done" || state === "refused") o.keep(null);
    for (const listener of listeners) listener();
    return true;
  }

  async function attempt(parcel: Parcel): Promise<void> {
    // An answer to a parcel that was taken back says nothing about what stands here now.
    const stands = () => view.parcel?.key === parcel.key;
    try {
      const answer = await o.send(parcel);
      if (stands()) happens("accepted", { answer });
    } catch (error) {
      if (stands()) happens(o.isLost(error) ? "lost" : "refused", { error });
    }
  }

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    submit(submission) {
      const parcel = { key: o.newKey(), submission };
      if (!happens("submit", { parcel, answer: null, error: null })) return;
      // Before the first byte leaves: a page that dies now sends it again under this key.
      o.keep(parcel);
      void attempt(parcel);
    },
    back() {
      const { parcel } = view;
      if (parcel !== null && happens("back")) void attempt(parcel);
    },
    close: () => void happens("close"),
  };
}
