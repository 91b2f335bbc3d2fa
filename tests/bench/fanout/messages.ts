/** What the bench and its child processes tell each other. Times are milliseconds of `steady()`. */

/** The product's server, in a child: told nothing, tells these. */
export type FromProduct =
  | {
      readonly kind: "ready";
      readonly origin: string;
      readonly secret: string;
      readonly database: string;
      readonly seq: number;
    }
  | { readonly kind: "committed"; readonly at: number };

/** The bare loop. */
export interface ToBare {
  readonly kind: "send";
  readonly bytes: Uint8Array;
}
export type FromBare =
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

/** A clock that all processes of one machine share: the monotonic one, in milliseconds. */
export function steady(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
