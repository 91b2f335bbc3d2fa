import type { PlainDate } from "@diaodu/domain";

/**
 * An official document as plain text: no fonts, sizes or positions, which the standard prescribes.
 * Texts come from people and are data: control characters are dropped, nothing in them is a field.
 */
export interface OfficialDocument {
  /** 发文机关标志 in red above a red rule; null for a plain letter (便函). */
  readonly redHead: string | null;
  /** 发文字号 as it is printed, e.g. `德政督〔2026〕12号`. */
  readonly number: string | null;
  /** One text is split into balanced lines; several are printed as they are. */
  readonly title: string | readonly string[];
  /** 主送机关 without its colon. */
  readonly addressee: string | null;
  readonly body: readonly Block[];
  readonly annexes: readonly Annex[];
  /** 署名 and 成文日期. */
  readonly signature: { readonly issuer: string; readonly date: PlainDate } | null;
  /** The data version and time that the document stands on; printed as 附注, in brackets. */
  readonly standing: string | null;
  /** 版记 at the foot of the last page. */
  readonly imprint: Imprint | null;
}

/** `一、` 黑体, `（一）` 楷体, `1.` and `（1）` 仿宋. */
export type HeadingLevel = 1 | 2 | 3 | 4;

export type Block =
  | {
      readonly kind: "heading";
      readonly level: HeadingLevel;
      /** Without its number, which follows from its place. */
      readonly text: string;
      /** Runs on in the heading's own paragraph. */
      readonly runOn?: string;
    }
  | { readonly kind: "paragraph"; readonly text: string };

export interface Annex {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly table: AnnexTable | null;
}

export interface AnnexTable {
  /** Printed above the table at its right, e.g. `单位：亿元、%`. */
  readonly unitLine: string | null;
  readonly columns: readonly AnnexColumn[];
  /** One text for each column; null is an empty cell. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Printed under the table: sources, versions. */
  readonly note: string | null;
}

export interface AnnexColumn {
  readonly header: string;
  /** Share of the page's width, relative to the other columns; above zero. */
  readonly width: number;
  readonly align: "left" | "center" | "right";
}

export interface Imprint {
  /** 抄送机关 without its full stop. */
  readonly copies: string | null;
  /** 印发机关. */
  readonly printer: string;
  /** 印发日期. */
  readonly date: PlainDate;
}
