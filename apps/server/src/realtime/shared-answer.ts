import type { Server } from "socket.io";

/** Socket.IO's mark of an acknowledgement. */
const ACK = 3;

/** An answer that many pages are given, turned into text once. */
export class SharedAnswer<Answer> {
  readonly answer: Answer;
  readonly json: string;

  constructor(answer: Answer) {
    this.answer = answer;
    this.json = JSON.stringify(answer);
  }

  /** What an encoder that does not know us makes of it. */
  toJSON(): Answer {
    return this.answer;
  }
}

/**
 * Lets acknowledgements with a `SharedAnswer` leave as the text that was made once. Where Socket.IO
 * is built otherwise than we know they are encoded for every page, as any other.
 */
export function shareAnswers(io: Server): void {
  const { encoder } = io as unknown as { encoder?: unknown };
  if (!isEncoder(encoder)) return;
  const ordinary = encoder.encode.bind(encoder);
  encoder.encode = (packet) => {
    const text = sharedText(packet);
    return text === null ? ordinary(packet) : [text];
  };
}

function sharedText(packet: unknown): string | null {
  const { type, nsp, id, data } = packet as {
    type?: unknown;
    nsp?: unknown;
    id?: unknown;
    data?: unknown;
  };
  if (type !== ACK || nsp !== "/" || typeof id !== "number") return null;
  const list: readonly unknown[] = Array.isArray(data) ? data : [];
  const [shared] = list;
  return list.length === 1 && shared instanceof SharedAnswer ? `${ACK}${id}[${shared.json}]` : null;
}

function isEncoder(value: unknown): value is { encode: (packet: unknown) => unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    "encode" in value &&
    typeof value.encode === "function"
  );
}
