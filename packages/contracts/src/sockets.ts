import { z } from "zod";
import { businessClock } from "./board.ts";
import type { Changes } from "./changes.ts";
import type { CycleNotice } from "./record.ts";
import type { ReportNotice } from "./reports.ts";
import { instant, seq } from "./vocabulary.ts";

export { PROTOCOL } from "./protocol.ts";

/** What a page says when it (re)connects: whose log it holds and how far. */
export const subscribe = z.object({
  protocol: z.int(),
  database: z.string().max(64),
  since: seq,
  /** Build of the page's own scripts. */
  build: z.string().max(64),
});

export const beat = z.object({ seq, at: instant, clock: businessClock, build: z.string() });

export type Subscribe = z.infer<typeof subscribe>;
export type Beat = z.infer<typeof beat>;

/** `reset`: take a new snapshot and subscribe again; the reader's `since` means nothing here. */
export type ResetReason = "other_database" | "from_the_future" | "too_far_behind";

export type SubscribeAnswer =
  | ({ kind: "changes"; build: string; beatMs: number } & Changes)
  | { kind: "reset"; reason: ResetReason; build: string }
  | { kind: "incompatible"; protocol: number; build: string }
  | { kind: "invalid"; faults: { path: string; message: string }[] };

/** One typed event map for both ends. */
export interface ServerToClientEvents {
  changes: (changes: Changes) => void;
  beat: (beat: Beat) => void;
}
export interface ClientToServerEvents {
  subscribe: (request: Subscribe, answer: (answer: SubscribeAnswer) => void) => void;
}

/** Namespace of the office: signed-in people only; nothing is asked of the server here. */
export const OFFICE_NAMESPACE = "/office";

export interface OfficeEvents {
  /** Reports that this session may read changed; each listener hears of its own alone. */
  reports: (notice: ReportNotice) => void;
  /** Records of the dispatch cycle that this session may read took a step: read them again. */
  cycle: (notice: CycleNotice) => void;
  /** Rights or session changed: read `me` again. The socket is closed where nothing is left. */
  access: () => void;
}
