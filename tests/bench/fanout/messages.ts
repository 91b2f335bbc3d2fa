/** What the bench and its child processes tell each other. Times are milliseconds of `steady()`. */

/** What a server process has used. */
export interface Usage {
  /** Processor time of all its threads since it began. */
  readonly cpuMs: number;
  readonly heapBytes: number;
  readonly residentBytes: number;
}
interface FromServer {
  readonly kind: "usage";
  readonly usage: Usage;
}
interface ToServer {
  readonly kind: "usage";
  /** Whether garbage is collected first; that takes processor time, which the next usage shows. */
  readonly collect: boolean;
}

/** The product's server, in a child. */
export type ToProduct = ToServer;
export type FromProduct =
  | FromServer
  | {
      readonly kind: "ready";
      readonly origin: string;
      readonly secret: string;
      readonly database: string;
      readonly seq: number;
    }
  | { readonly kind: "committed"; readonly at: number };

/** The bare loop. */
export type ToBare = ToServer | { readonly kind: "send"; readonly bytes: Uint8Array };
export type FromBare =
  | FromServer
  | { readonly kind: "ready"; readonly origin: string }
  | { readonly kind: "began"; readonly at: number };

export type Side = "product" | "bare";

/** A process full of open sockets. */
export type ToCrowd =
  | {
      readonly kind: "open";
      readonly side: Side;
      readonly origin: string;
      readonly count: number;
      /** Sockets on their way at once. */
      readonly atOnce?: number;
      /** What a page says about the board it holds; the bare side hears nothing of it. */
      readonly subscribe: unknown;
    }
  /** From now on, note when each socket of this side hears the next change. */
  | { readonly kind: "listen"; readonly side: Side };
export type FromCrowd =
  | { readonly kind: "opened" }
  | { readonly kind: "listening" }
  | {
      readonly kind: "heard";
      /** When each socket heard it. */
      readonly at: Float64Array;
      /** The message as it came. */
      readonly bytes: Uint8Array;
    }
  | { readonly kind: "failed"; readonly why: string };

/** What this process has used so far. */
export function usage({ collect }: ToServer): Usage {
  const { user, system } = process.cpuUsage();
  if (collect) globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, heapBytes: heapUsed, residentBytes: rss };
}

/** A clock that all processes of one machine share: the monotonic one, in milliseconds. */
export function steady(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
