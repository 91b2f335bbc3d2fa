import type { SlipHistoryStep, SlipOnWire } from "@diaodu/contracts";
import { offeredSlipSteps, slipOverdueDays } from "@diaodu/domain";
import type { Actor, PlainDate } from "@diaodu/domain";
import type { Attachment, StoredRecord } from "@diaodu/storage";
import { presentFiles } from "../items/item-files.ts";
import { regionName, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";

export type StoredSlip = StoredRecord<"slip">;

/** What a slip is printed with. */
export interface SlipAround {
  readonly names: Names;
  readonly files: ReadonlyMap<string, Attachment>;
  readonly today: PlainDate;
  /** Who reads: steps are offered to them. */
  readonly actor: Actor;
}

/** A slip as whoever may read it sees it. */
export function presentSlip(record: StoredSlip, around: SlipAround): SlipOnWire {
  const { body, state } = record;
  const { names, today } = around;
  const { indicator, region, unit, item, since, subject } = body.case;
  return {
    id: record.id,
    version: record.version,
    state,
    rung: body.rung,
    number: body.number,
    subject,
    indicator,
    indicatorName:
      indicator === null ? null : (names.indicators.get(indicator)?.shortName ?? indicator),
    region,
    regionName: regionName(names, region),
    unit,
    unitName: unitName(names, unit),
    item,
    since,
    round: body.round,
    title: body.title,
    reasons: body.reasons.map(({ label, value }) => ({ label, value })),
    rule: body.rule,
    issuedBy:
      body.issuedBy === null
        ? null
        : { accountId: body.issuedBy.accountId, name: body.issuedBy.name },
    issuedOn: body.issuedOn,
    answerBy: body.answerBy,
    overdueDays: slipOverdueDays({ state, answerBy: body.answerBy }, today),
    deliveredAt: body.deliveredAt,
    readAt: body.readAt,
    readBy: body.readBy?.name ?? null,
    answer: presentAnswer(record, around),
    simulated: body.simulated,
    changedAt: record.at,
    steps: offeredSlipSteps(around.actor, body, state, today),
  };
}

/** Every version as the step that made it, newest first. */
export function presentHistory(
  history: readonly StoredSlip[],
  around: SlipAround,
): SlipHistoryStep[] {
  return history
    .map((record): SlipHistoryStep => {
      const { version, event, state, words, evidence, by, at, body } = record;
      return {
        version,
        event,
        state,
        words,
        lateReason: event === "answer" ? (body.answer?.lateReason ?? null) : null,
        files: presentFiles(evidence, around.files),
        by: by.name,
        at,
      };
    })
    .toReversed();
}

function presentAnswer({ body }: StoredSlip, around: SlipAround): SlipOnWire["answer"] {
  const { answer } = body;
  if (answer === null) return null;
  const { words, lateReason, evidence, by, at } = answer;
  return {
    words,
    lateReason,
    files: presentFiles(evidence, around.files),
    by: { accountId: by.accountId, name: by.name },
    at,
  };
}
