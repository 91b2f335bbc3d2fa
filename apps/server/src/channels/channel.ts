import type { ChannelSettings } from "@diaodu/storage";

export type QuietHours = NonNullable<ChannelSettings["quiet"]>;

/** How to reach a channel of one kind. */
export type Way<Kind extends ChannelSettings["way"]["kind"]> = Extract<
  ChannelSettings["way"],
  { readonly kind: Kind }
>;

/** A message as it leaves the product. */
export interface Outgoing {
  /** The same in every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly title: string;
  /** Plain Chinese text, a line each; names and words in it were typed by people. */
  readonly lines: readonly string[];
  /** 文号, where the message tells of a slip. */
  readonly number: string | null;
  /** Absolute address of the thing in the product. */
  readonly link: string | null;
  readonly unit: string | null;
}

/**
 * What became of one attempt. `detail` is Chinese, fit for the delivery log: our own words and the
 * other side's numbers, never its text, an address of a robot or a secret.
 */
export type Outcome =
  | { readonly kind: "sent"; readonly detail: string }
  /** May succeed later; `retryAfterMs` where the other side said when. */
  | { readonly kind: "later"; readonly detail: string; readonly retryAfterMs: number | null }
  /** Will not succeed before somebody changes the settings. */
  | { readonly kind: "dead"; readonly detail: string };

export const sent = (detail: string): Outcome => ({ kind: "sent", detail });
export const later = (detail: string, retryAfterMs: number | null = null): Outcome => ({
  kind: "later",
  detail,
  retryAfterMs,
});
export const dead = (detail: string): Outcome => ({ kind: "dead", detail });
