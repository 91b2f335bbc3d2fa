import type { MeetingSnapshot } from "@diaodu/contracts";
import { documentDate } from "@diaodu/documents/official-words";
import type { Block, OfficialDocument } from "@diaodu/documents";
import { businessDate } from "@diaodu/domain";
import { cityTime } from "../exports/city-time.ts";

const heading = (text: string): Block => ({ kind: "heading", level: 1, text });
const paragraph = (text: string): Block => ({ kind: "paragraph", text });

/** 会议纪要: who met and when, what was on the agenda, what was written, what was decided. */
export function minutesPaper(
  meeting: MeetingSnapshot,
  { signed }: { readonly signed: string },
): OfficialDocument {
  const { decisions, frozen, endedAt } = meeting;
  return {
    redHead: null,
    number: null,
    title: `${meeting.title}纪要`,
    addressee: null,
    body: [
      ...about(meeting),
      heading("会议议题"),
      ...(meeting.agenda.length === 0
        ? [paragraph("会议没有列议题。")]
        : meeting.agenda.map(({ title, why }, at) =>
            paragraph(`${at + 1}. ${title}${why === null ? "" : `（${why}）`}`),
          )),
      heading("会议纪要"),
      ...writtenLines(meeting.minutes),
      heading("会议决定"),
      ...(decisions.length === 0
        ? [paragraph("会议没有作出决定。")]
        : [paragraph(`会议共作出${decisions.length}项决定，见附件。`)]),
    ],
    annexes:
      decisions.length === 0
        ? []
        : [{ title: "会议决定事项表", blocks: [], table: decisionTable(meeting) }],
    signature: endedAt === null ? null : { issuer: signed, date: dayOf(endedAt) },
    standing: frozen === null ? null : `数据版本${frozen.seq}，${moment(frozen.at)}`,
    imprint: null,
  };
}

function about({ startedAt, plannedFor, host, attendance, roundNumber }: MeetingSnapshot): Block[] {
  const at = startedAt ?? plannedFor;
  const people = (attendance ?? []).filter((one) => one.as === "person");
  return [
    heading("会议概况"),
    paragraph(`期次：第${roundNumber}期。`),
    ...(at === null ? [] : [paragraph(`时间：${moment(at)}。`)]),
    paragraph(`主持：${host.name}。`),
    ...(people.length === 0
      ? []
      : [paragraph(`出席：${people.map(({ name, unit }) => `${name}（${unit}）`).join("、")}。`)]),
  ];
}

function writtenLines(minutes: string | null): Block[] {
  const lines = (minutes ?? "").split(/\n+/u).map((line) => line.trim());
  const said = lines.filter((line) => line !== "");
  return said.length === 0 ? [paragraph("未作文字记录。")] : said.map(paragraph);
}

function decisionTable({ decisions }: MeetingSnapshot) {
  return {
    unitLine: null,
    columns: [
      { header: "序号", width: 6, align: "center" as const },
      { header: "决定事项", width: 36, align: "left" as const },
      { header: "责任单位", width: 18, align: "center" as const },
      { header: "责任人", width: 12, align: "center" as const },
      { header: "时限", width: 14, align: "center" as const },
      { header: "状态", width: 10, align: "center" as const },
    ],
    rows: decisions.map(({ words, unitName, person, dueOn, item }, at) => [
      String(at + 1),
      words,
      unitName,
      person,
      dueOn,
      item?.stateName ?? null,
    ]),
    note: null,
  };
}

const dayOf = (instant: string) => businessDate(Date.parse(instant));

function moment(instant: string): string {
  return `${documentDate(dayOf(instant))}${cityTime(instant).slice(-5)}`;
}
