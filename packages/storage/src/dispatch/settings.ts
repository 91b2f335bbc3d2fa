import type { Ladder } from "@diaodu/domain";

/** 消息渠道: a way out of the product. What proves us there is never shown again. */
export interface ChannelSettings {
  /** Stable key. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** No message is sent between these times of the day (UTC+8); `from` may be later than `to`. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** Whose messages it carries. */
  readonly units: readonly string[] | "all";
  readonly way:
    | {
        readonly kind: "email";
        readonly host: string;
        readonly port: number;
        readonly secure: boolean;
        readonly user: string | null;
        readonly password: string | null;
        readonly from: string;
        /** Addresses by unit. */
        readonly to: Readonly<Record<string, readonly string[]>>;
      }
    | { readonly kind: "wecom"; readonly url: string }
    | { readonly kind: "dingtalk"; readonly url: string; readonly secret: string | null }
    | { readonly kind: "feishu"; readonly url: string; readonly secret: string | null };
}

/** What an installation sets for its dispatch; each is one record, its id the key here. */
export interface SettingsBodies {
  /** The domain's RoundCalendar. */
  readonly calendar: {
    readonly spells: readonly {
      readonly from: string;
      readonly interval: number;
      readonly counting: "calendar" | "working";
      readonly cutOff: string;
      readonly remindHours: number;
      readonly freezeAt: string;
    }[];
    readonly days: readonly {
      readonly date: string;
      readonly working: boolean;
      readonly name: string;
    }[];
  };
  /** Ascending by `validFrom`. */
  readonly ladder: { readonly ladders: readonly Ladder[] };
  readonly channels: {
    readonly channels: readonly ChannelSettings[];
    /** Where links in messages lead: `https://diaodu.example.gov.cn`; null for none. */
    readonly address: string | null;
  };
  /** How papers are headed, and the wording of sentences by kind of indicator. */
  readonly wording: {
    /** 机关代字 of slips: `德调督`. */
    readonly slipMark: string;
    readonly bulletinMark: string;
    readonly redHead: string | null;
    readonly signed: string;
    readonly to: string;
    readonly copies: string | null;
    /** Template by key; a key that is absent has the domain's own. */
    readonly templates: Readonly<Record<string, string>>;
  };
}
