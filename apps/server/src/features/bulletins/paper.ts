import type { AnnexColumn, OfficialDocument } from "@diaodu/documents";
import { businessDate } from "@diaodu/domain";
import { documentDate } from "@diaodu/documents/official-words";
import { cityTime } from "../exports/city-time.ts";
import type { StoredBulletin } from "./bulletin-desk.ts";

/** Shares of the page's width by column of the annex; any further column is as wide as a figure. */
const COLUMNS: readonly Omit<AnnexColumn, "header">[] = [
  { width: 24, align: "left" },
  { width: 18, align: "center" },
  { width: 12, align: "right" },
  { width: 12, align: "right" },
  { width: 20, align: "center" },
  { width: 10, align: "right" },
  { width: 10, align: "right" },
  { width: 10, align: "right" },
  { width: 11, align: "center" },
];
const FIGURE = { width: 12, align: "right" } as const;

/** The bulletin as an official document: what its version says, and nothing of the day it is asked for. */
export function bulletinPaper(record: StoredBulletin): OfficialDocument {
  const { body } = record;
  const { issuedOn, annex } = body;
  return {
    redHead: body.redHead,
    number: body.number,
    title: body.title,
    addressee: body.to,
    body: body.blocks.map(({ drawn: _, ...block }) => block),
    annexes: [
      {
        title: annex.title,
        blocks: [],
        table: {
          unitLine: annexUnitLine(body.seq),
          columns: annex.header.map((header, at) => ({ header, ...(COLUMNS[at] ?? FIGURE) })),
          rows: annex.rows,
          note: null,
        },
      },
    ],
    signature: issuedOn === null ? null : { issuer: body.signed, date: issuedOn },
    standing: standingWords(record),
    imprint:
      issuedOn === null ? null : { copies: body.copies, printer: body.signed, date: issuedOn },
  };
}

/** What stands above the table at its right. */
export function annexUnitLine(seq: number): string {
  return `数据版本${seq}；差距未注单位的为百分点`;
}

/** 附注: `数据版本1024，2020年7月20日12:00；草稿，未印发`. */
export function standingWords({ state, body }: Pick<StoredBulletin, "state" | "body">): string {
  const day = documentDate(businessDate(Date.parse(body.frozenAt)));
  const time = cityTime(body.frozenAt).slice(-5);
  return [
    `数据版本${body.seq}，${day}${time}`,
    ...(body.simulated ? ["标注“模拟”的数据为模拟"] : []),
    ...(state === "draft" ? ["草稿，未印发"] : []),
    ...(state === "withdrawn" ? ["已撤回"] : []),
  ].join("；");
}
