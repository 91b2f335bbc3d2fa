/** The text of a bulletin as it is drawn up from one version. Rules [H13]–[H15] of SPEC.md. */
import { periodLabel } from "../period-label.ts";
import type { PlainDate } from "../plain-date.ts";
import { bulletinAnnex } from "./annex.ts";
import type { Bulletin, BulletinBlock } from "./bulletin.ts";
import { rowSentence, standingOfRow } from "./bulletin-row.ts";
import type { BulletinRow } from "./bulletin-row.ts";
import { overallSentences } from "./bulletin-sentences.ts";
import { paperWords } from "./paper-words.ts";
import type { BulletinTemplates } from "./templates.ts";

/** More problems than this are told as a number: the lists of items have them all. */
const MOST_MATTERS = 40;

/** An open item at the version. */
export interface BulletinMatter {
  readonly title: string;
  readonly problem: string;
  readonly unitName: string;
  readonly coUnitNames: readonly string[];
  readonly dueOn: PlainDate;
  readonly overdueDays: number;
  /** 措施 that are not done. */
  readonly remedies: readonly BulletinTask[];
  readonly simulated: boolean;
}

/** What one unit does by one day: a remedy, a decision. */
export interface BulletinTask {
  readonly words: string;
  readonly unitName: string;
  readonly dueOn: PlainDate;
}

export interface BulletinGround {
  readonly templates: BulletinTemplates;
  /** In the order of the board. */
  readonly rows: readonly BulletinRow[];
  readonly round: { readonly year: number; readonly number: number };
  /** The day of the version. */
  readonly on: PlainDate;
  readonly matters: readonly BulletinMatter[];
  /** Null where it is drawn up without a meeting. */
  readonly meeting: { readonly title: string; readonly decisions: readonly BulletinTask[] } | null;
}

/** Title, blocks and annex. Every block remembers itself as drawn. */
export function draftBulletin(
  ground: BulletinGround,
): Pick<Bulletin, "title" | "blocks" | "annex"> {
  const { round, on } = ground;
  const issue = `${round.year}年第${round.number}期`;
  const blocks = [
    paragraph(`现将${issue}主要指标调度情况通报如下，数据截至${fullDay(on)}。`),
    ...overall(ground),
    ...figures(ground),
    ...lists(ground),
    ...problems(ground),
    ...steps(ground),
  ];
  return {
    title: `关于${issue}主要指标调度情况的通报`,
    blocks,
    annex: bulletinAnnex(`${issue}主要指标调度情况表`, ground.rows),
  };
}

const heading = (level: 1 | 2 | 3 | 4, text: string): BulletinBlock => ({
  kind: "heading",
  level,
  text,
  drawn: text,
});
const paragraph = (text: string): BulletinBlock => ({ kind: "paragraph", text, drawn: text });

function overall({ templates, rows }: BulletinGround): BulletinBlock[] {
  const { overall: sentence } = overallSentences(templates, rows.map(standingOfRow));
  return [
    heading(1, "总体情况"),
    paragraph(sentence === null ? "看板上没有指标。" : stopped(sentence)),
  ];
}

function figures({ templates, rows }: BulletinGround): BulletinBlock[] {
  const families = [...new Set(rows.map(({ familyName }) => familyName))];
  return [
    heading(1, "指标完成情况"),
    ...families.flatMap((family) => [
      heading(2, family),
      ...rows
        .filter(({ familyName }) => familyName === family)
        .map((row) => paragraph(rowSentence(templates, row))),
    ]),
  ];
}

function lists({ templates, rows }: BulletinGround): BulletinBlock[] {
  const sentences = overallSentences(templates, rows.map(standingOfRow));
  const part = (title: string, sentence: string | null): BulletinBlock[] =>
    sentence === null ? [] : [heading(2, title), paragraph(stopped(sentence))];
  const parts = [
    ...part("进展较好的指标", sentences.good),
    ...part("进度偏慢的指标", sentences.slow),
    ...part("进度落后的指标", sentences.behind),
    ...part("未报的指标", sentences.unreported),
  ];
  const none = sentences.slow === null && sentences.behind === null;
  return [
    heading(1, "好差情况"),
    ...parts,
    ...(none ? [paragraph("本期没有进度偏慢或落后的指标。")] : []),
  ];
}

function problems({ matters }: BulletinGround): BulletinBlock[] {
  const told = matters.slice(0, MOST_MATTERS);
  const rest = matters.length - told.length;
  return [
    heading(1, "存在问题"),
    ...(told.length === 0 ? [paragraph("本期没有在办的问题。")] : []),
    ...told.flatMap((matter) => [
      heading(3, `${matter.title}${matter.simulated ? "（模拟）" : ""}`),
      paragraph(`${stopped(matter.problem)}${charged(matter)}`),
    ]),
    ...(rest > 0 ? [paragraph(`其余${rest}项见问题清单。`)] : []),
  ];
}

/** `由市财政局牵头，市税务局配合，7月24日前销号，已超期3天。` */
function charged({ unitName, coUnitNames, dueOn, overdueDays }: BulletinMatter): string {
  const parts = [
    `由${unitName}牵头`,
    ...(coUnitNames.length === 0 ? [] : [`${coUnitNames.join("、")}配合`]),
    `${periodLabel(dueOn)}前销号`,
    ...(overdueDays > 0 ? [`已超期${overdueDays}天`] : []),
  ];
  return `${parts.join("，")}。`;
}

function steps({ matters, meeting }: BulletinGround): BulletinBlock[] {
  const remedies = matters.slice(0, MOST_MATTERS).flatMap((matter) => matter.remedies);
  const decisions = meeting?.decisions ?? [];
  return [
    heading(1, "下一步工作"),
    ...(decisions.length === 0
      ? []
      : [heading(2, "落实会议决定"), ...decisions.map((one) => paragraph(task(one)))]),
    ...(remedies.length === 0
      ? []
      : [heading(2, "落实整改措施"), ...remedies.map((one) => paragraph(task(one)))]),
    paragraph("请各责任单位对照差距，按时限抓好落实。"),
  ];
}

/** `市财政局：逐户核实税源，7月22日前完成。` */
function task({ words, unitName, dueOn }: BulletinTask): string {
  const what = words.trim().replace(/[。；;，,.]+$/u, "");
  return paperWords(`${unitName}：${oneLine(what)}，${periodLabel(dueOn)}前完成。`);
}

/** One paragraph, ended by exactly one full stop. */
function stopped(text: string): string {
  const said = paperWords(oneLine(text.trim()));
  return /[。！？]$/u.test(said) ? said : `${said.replace(/[；;，,.]+$/u, "")}。`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\n\r\u2028\u2029]+\s*/gu, "；");
}

function fullDay(on: PlainDate): string {
  return `${Number(on.slice(0, 4))}年${periodLabel(on)}`;
}
