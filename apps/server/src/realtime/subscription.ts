import { PROTOCOL, subscribe } from "@diaodu/contracts";
import type { ResetReason, Subscribe, SubscribeAnswer } from "@diaodu/contracts";
import { z } from "zod";
import type { BoardStore } from "../board/board-store.ts";
import { chinese } from "../http/chinese.ts";
import type { CatchUps } from "./catch-ups.ts";
import type { Publisher } from "./publisher.ts";
import type { SharedAnswer } from "./shared-answer.ts";

/** The only part of a request whose meaning no protocol version may change. */
const anyProtocol = z.looseObject({ protocol: z.int() });

type Parsed =
  | { readonly kind: "request"; readonly request: Subscribe }
  | { readonly kind: "refused"; readonly answer: SubscribeAnswer };

/** What a page sent, as a request or as the answer that refuses it. Never throws. */
export function parseSubscribe(raw: unknown, build: string): Parsed {
  const versioned = anyProtocol.safeParse(raw);
  if (versioned.success && versioned.data.protocol !== PROTOCOL) {
    return { kind: "refused", answer: { kind: "incompatible", protocol: PROTOCOL, build } };
  }
  const parsed = subscribe.safeParse(raw, chinese);
  if (parsed.success) return { kind: "request", request: parsed.data };
  const faults = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  return { kind: "refused", answer: { kind: "invalid", faults } };
}

/** Steps that a catch-up may lag behind publication before it is sent as it is. */
const ATTEMPTS = 8;

/**
 * Answers `request` by calling `reset`, or `admit` in the very step in which the page must begin
 * to receive broadcasts. That is a moment when the catch-up ends exactly where the next broadcast
 * begins, and nothing is awaited between the check and the call: a page misses nothing between its
 * answer and its first broadcast, and is told nothing twice.
 *
 * @throws Error when the log cannot be seen at present
 */
export async function answerSubscribe(
  request: Subscribe,
  o: {
    readonly boards: BoardStore;
    readonly publisher: Publisher;
    readonly catchUps: CatchUps;
    readonly reset: (reason: ResetReason) => void;
    readonly admit: (answer: SharedAnswer<SubscribeAnswer>) => void;
  },
): Promise<void> {
  const { boards, publisher, catchUps } = o;
  if (request.database !== boards.position().database) return o.reset("other_database");
  if (!publisher.current()) {
    await publisher.publish();
    // An answer would confirm to the page that it has everything.
    if (!publisher.current()) throw new Error("the log cannot be seen at present");
  }
  for (let attempt = 1; ; attempt++) {
    const found = catchUps.since(request.since, publisher.position().seq);
    if ("reset" in found) return o.reset(found.reset);
    if (found.to === publisher.position().seq || attempt === ATTEMPTS) {
      return o.admit(found.answer);
    }
    // The board is ahead of what was broadcast (or the other way round): let publication settle.
    await publisher.publish();
  }
}
