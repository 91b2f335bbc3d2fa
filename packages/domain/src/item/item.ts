/** 事项: a problem, what is done about it, and who answers for it. Rules [X1]–[X7] of SPEC.md. */
import type { Person } from "../person.ts";
import type { PlainDate } from "../plain-date.ts";
import type { RegionCode } from "../region.ts";
import type { Light } from "../status-rule.ts";

/** What an item was raised from. */
export type ItemSource =
  | {
      readonly kind: "light";
      readonly light: Light;
      /** The words of the light then: `落后序时进度 3.2 个百分点`. */
      readonly words: string;
    }
  | { readonly kind: "manual" }
  | { readonly kind: "decision"; readonly meeting: string; readonly decision: string }
  | { readonly kind: "slip"; readonly slip: string };

/** 措施: one thing that one unit does by one day. */
export interface Remedy {
  readonly id: string;
  readonly words: string;
  readonly unit: string;
  readonly person: string;
  readonly dueOn: PlainDate;
  readonly doneOn: PlainDate | null;
}

/** 延期申请, asked and not yet decided. */
export interface Extension {
  readonly until: PlainDate;
  readonly reason: string;
  readonly by: Person;
  readonly at: string;
}

/** 销号申请: what was done, and what shows it. */
export interface ClosureRequest {
  readonly words: string;
  /** Ids of attachments. */
  readonly evidence: readonly string[];
  readonly by: Person;
  readonly at: string;
}

export interface ActionItem {
  readonly title: string;
  /** 问题: what is wrong, in a sentence or two. */
  readonly problem: string;
  readonly source: ItemSource;
  readonly indicator: string | null;
  readonly region: RegionCode;
  /** Round in which it was raised. */
  readonly round: string;
  /** 牵头单位. */
  readonly unit: string;
  /** 配合单位. */
  readonly coUnits: readonly string[];
  /** 责任人. */
  readonly person: Person;
  /** 分管领导. */
  readonly leader: Person | null;
  readonly raisedBy: Person;
  readonly raisedOn: PlainDate;
  readonly dueOn: PlainDate;
  /** Before any extension. */
  readonly firstDueOn: PlainDate;
  /** 措施, in their order. */
  readonly remedies: readonly Remedy[];
  readonly extension: Extension | null;
  readonly closure: ClosureRequest | null;
  /** Round in which it was closed, and who checked; null while it is not. */
  readonly closed: { readonly round: string; readonly by: Person; readonly on: PlainDate } | null;
  readonly reopened: number;
  /** Id of the 包联 that it belongs to. */
  readonly liaison: string | null;
  readonly simulated: boolean;
}
