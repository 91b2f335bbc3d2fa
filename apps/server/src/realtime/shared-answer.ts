import type { Server } from "socket.io";
import { textFrame } from "./text-frame.ts";

/** Socket.IO's mark of an acknowledgement. */
const ACK = 3;
/** Engine.IO's mark of a message. */
const MESSAGE = "4";
/** Pages that come together ask for the first or second time each: few numbers serve them all. */
const KEPT_FRAMES = 8;

/** Writes a frame to a page's own stream; false where that is not possible just now. */
export type Straight = (frame: Buffer) => boolean;

/** An answer that many pages are given, turned into text once, and into a frame once a number. */
export class SharedAnswer<Answer> {
  readonly answer: Answer;
  readonly json: string;
  readonly #frames = new Map<number, Buffer>();

  constructor(answer: Answer) {
    this.answer = answer;
    this.json = JSON.stringify(answer);
  }

  /** The packet that acknowledges the page's request number `id`. */
  packet(id: number): string {
    return `${ACK}${id}[${this.json}]`;
  }

  /** The same as a websocket frame. */
  frame(id: number): Buffer {
    const known = this.#frames.get(id);
    if (known !== undefined) return known;
    const frame = textFrame(MESSAGE + this.packet(id));
    if (this.#frames.size < KEPT_FRAMES) this.#frames.set(id, frame);
    return frame;
  }
}

/** A shared answer on its way to one page. */
export class AnswerToPage<Answer> {
  readonly shared: SharedAnswer<Answer>;
  readonly straight: Straight;

  constructor(shared: SharedAnswer<Answer>, straight: Straight) {
    this.shared = shared;
    this.straight = straight;
  }

  /** What an encoder that does not know us makes of it. */
  toJSON(): Answer {
    return this.shared.answer;
  }
}

/**
 * Lets acknowledgements with an `AnswerToPage` leave as the frame or text that was made once for
 * all. An encoder that we do not know encodes them for every page, as any other packet.
 */
export function shareAnswers(io: Server): void {
  const { encoder } = io as unknown as { encoder?: unknown };
  if (!isEncoder(encoder)) return;
  const ordinary = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    const leaving = sharedIn(packet);
    if (leaving === null) return ordinary(packet);
    const { id, answer } = leaving;
    return answer.straight(answer.shared.frame(id)) ? [] : [answer.shared.packet(id)];
  };
}

function sharedIn(packet: unknown): { id: number; answer: AnswerToPage<unknown> } | null {
  const { type, nsp, id, data } = packet as {
    type?: unknown;
    nsp?: unknown;
    id?: unknown;
    data?: unknown;
  };
  if (type !== ACK || nsp !== "/" || typeof id !== "number") return null;
  const list: readonly unknown[] = Array.isArray(data) ? data : [];
  const [answer] = list;
  return list.length === 1 && answer instanceof AnswerToPage ? { id, answer } : null;
}

function isEncoder(value: unknown): value is { encode: (packet: unknown) => unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    "encode" in value &&
    typeof value.encode === "function"
  );
}
