/**
 * Just enough of Engine.IO 4 and Socket.IO 5 to be a page: the text packets of a websocket that
 * joins the main namespace. Ten thousand real clients would cost more than the server.
 */

export type Packet = "handshake" | "connected" | "answer" | "changes" | "ping" | "other";

const CHANGES = Buffer.from('42["changes"');

/** What a message is, from its first bytes. */
export function packetOf(message: Buffer): Packet {
  const [engine, socket] = message.toString("latin1", 0, 2);
  if (engine === "0") return "handshake";
  if (engine === "2") return "ping";
  if (engine !== "4") return "other";
  if (socket === "0") return "connected";
  if (socket === "3") return "answer";
  return message.subarray(0, CHANGES.length).equals(CHANGES) ? "changes" : "other";
}

/** Joins the main namespace. */
export function openedPacket(): string {
  return "40";
}

/** Emits `subscribe` and asks for an acknowledgement. */
export function subscribePacket(request: unknown): string {
  return `420${JSON.stringify(["subscribe", request])}`;
}
