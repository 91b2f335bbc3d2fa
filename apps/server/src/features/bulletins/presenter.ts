import type { BulletinHistoryStep, BulletinOnWire, BulletinRowOnWire } from "@diaodu/contracts";
import { documentDate, headingCounter, titleLines } from "@diaodu/documents/official-words";
import { blockChanges, blockMark, bulletinSteps } from "@diaodu/domain";
import type { StoredRecord } from "@diaodu/storage";
import type { StoredBulletin } from "./bulletin-desk.ts";
import { annexUnitLine, standingWords } from "./paper.ts";

export interface BulletinAround {
  readonly meeting: StoredRecord<"meeting"> | null;
  /** Every version, oldest first; null for readers who may not see how it was made. */
  readonly history: readonly StoredBulletin[] | null;
  /** Whether the reader takes steps. */
  readonly writes: boolean;
}

export function presentBulletinRow(record: StoredBulletin): BulletinRowOnWire {
  const { id, version, body } = record;
  return {
    id,
    version,
    state: stateOf(record),
    title: body.title,
    number: body.number,
    round: body.round,
    roundNumber: Number(body.round.slice(-3)),
    seq: body.seq,
    drawnUpBy: body.drawnUpBy.name,
    issuedOn: body.issuedOn,
    changedAt: record.at,
    simulated: body.simulated,
  };
}

/** The whole bulletin as the paper has it. */
export function presentBulletin(record: StoredBulletin, around: BulletinAround): BulletinOnWire {
  const { body } = record;
  const { meeting, history, writes } = around;
  const numeral = headingCounter();
  return {
    ...presentBulletinRow(record),
    redHead: body.redHead,
    titleLines: titleLines(body.title),
    to: body.to,
    signed: body.signed,
    copies: body.copies,
    frozenAt: body.frozenAt,
    meeting: meeting === null ? null : { id: meeting.id, title: meeting.body.title },
    blocks: body.blocks.map((block) => {
      const mark = blockMark(block);
      return {
        kind: block.kind,
        level: block.kind === "heading" ? block.level : null,
        numeral: block.kind === "heading" ? numeral(block.level) : "",
        text: block.text,
        drawn: writes && (mark === "edited" || mark === "figures") ? block.drawn : null,
        mark: writes ? mark : "drawn",
      };
    }),
    annex: {
      title: body.annex.title,
      unitLine: annexUnitLine(body.seq),
      header: [...body.annex.header],
      rows: body.annex.rows.map((row) => [...row]),
    },
    dateText: body.issuedOn === null ? null : documentDate(body.issuedOn),
    standing: standingWords(record),
    stated: [...body.stated],
    issuedBy: body.issuedBy?.name ?? null,
    steps: writes ? bulletinSteps(record.state) : [],
    history: history === null ? null : historyOf(history),
  };
}

function historyOf(versions: readonly StoredBulletin[]): BulletinHistoryStep[] {
  return versions
    .map((record, at): BulletinHistoryStep => {
      const before = versions[at - 1];
      const edited = record.event === "edit" && before !== undefined;
      return {
        version: record.version,
        event: record.event,
        state: stateOf(record),
        words: record.words,
        by: record.by.name,
        at: record.at,
        changes: edited
          ? [
              ...lineChanges(before, record),
              ...blockChanges(before.body.blocks, record.body.blocks),
            ]
          : [],
      };
    })
    .toReversed();
}

/** What else of the paper was changed: title, 主送, 抄送. */
function lineChanges(before: StoredBulletin, after: StoredBulletin) {
  return (["title", "to", "copies"] as const).flatMap((line) => {
    const [was, is] = [before.body[line], after.body[line]];
    return was === is ? [] : [{ before: was, after: is, figures: false }];
  });
}

function stateOf({ state }: StoredBulletin): BulletinRowOnWire["state"] {
  return state === "new" ? "draft" : state;
}
