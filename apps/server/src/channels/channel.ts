/** Hours of China's civil time in which a channel keeps still, `HH:MM`; they may span midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface EmailSettings {
  readonly kind: "email";
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
  /** Addresses by unit. */
  readonly to: Readonly<Record<string, readonly string[]>>;
}

/** A robot of a group chat: whoever knows its address may speak in the group. */
interface RobotSettings<Kind extends string> {
  readonly kind: Kind;
  readonly url: string;
}

export type WecomSettings = RobotSettings<"wecom">;

/** With a secret (加签) every request is signed. */
export interface DingtalkSettings extends RobotSettings<"dingtalk"> {
  readonly secret: string | null;
}

/** With a secret (签名校验) every request is signed. */
export interface FeishuSettings extends RobotSettings<"feishu"> {
  readonly secret: string | null;
}

/** A way by which messages leave the product. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly quiet: QuietHours | null;
  /** Whose messages it carries. */
  readonly units: readonly string[] | "all";
  readonly settings: EmailSettings | WecomSettings | DingtalkSettings | FeishuSettings;
}

export interface Message {
  /** The same in every attempt, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly title: string;
  /** Plain Chinese text, a line each; names and words in it were typed by people. */
  readonly lines: readonly string[];
  /** 文号, where the message tells of a slip. */
  readonly number: string | null;
  /** Absolute address of the thing in the product. */
  readonly link: string | null;
  readonly unit: string;
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
