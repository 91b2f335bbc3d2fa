import type { Beat, Changes, Subscribe, SubscribeAnswer } from "@diaodu/contracts";

/** What a connection tells. Nothing may be called after `close`, or after the next `connect`. */
export interface TransportHandlers {
  open(): void;
  /**
   * Lost, or could not be opened.
   * @param reopens whether the transport tries again by itself
   */
  closed(reopens: boolean): void;
  changes(changes: Changes): void;
  beat(beat: Beat): void;
}

/** One connection at a time, as the machine needs it; socket-transport.ts makes one of Socket.IO. */
export interface Transport {
  connect(handlers: TransportHandlers): void;
  /** Sends at once or not at all; `answer` is called at most once. */
  subscribe(request: Subscribe, answer: (answer: SubscribeAnswer) => void): void;
  close(): void;
}
