import { addDays, awaitsAnswer, businessDate } from "@diaodu/domain";
import type { Instant, PlainDate, Slip, SlipDeed, SlipState } from "@diaodu/domain";
import { hashOf } from "../chance.ts";
import { OFFICE } from "./act.ts";

/** A slip as it stands, and its last step. */
export interface StandingSlip {
  readonly id: string;
  readonly state: SlipState;
  readonly body: Slip;
  readonly lastAt: Instant;
  readonly lastEvent: string;
}

/** What somebody does about a slip. */
export interface SlipErrand {
  readonly slip: string;
  /** Login. */
  readonly by: string;
  readonly deed: SlipDeed;
}

/**
 * What is done about these slips on a day: each is read, then answered, mostly in time, then settled;
 * some answers are sent back once. One step of a slip a day, so that doing it again does nothing.
 * Which slip is answered when hangs on its id alone.
 */
export function slipErrands(slips: readonly StandingSlip[], today: PlainDate): SlipErrand[] {
  return slips
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((slip) => errandOf(slip, today) ?? []);
}

/** The choices that an id makes, of ten. */
const LATE = 8;
const AT_ONCE = 6;
const SENT_BACK = 5;

function errandOf(slip: StandingSlip, today: PlainDate): SlipErrand | null {
  const { id, state, body, lastEvent } = slip;
  const lastDay = businessDate(slip.lastAt);
  const own = lastEvent !== "issue" && lastEvent !== "deliver";
  if (own && lastDay >= today) return null;
  const draw = hashOf(id) % 10;
  const nothing = { words: null, lateReason: null, evidence: [] };
  const by = body.case.unit;
  if (state === "issued" || state === "delivered") {
    return { slip: id, by, deed: { event: "read", ...nothing } };
  }
  if (state === "read") {
    const again = lastEvent === "send_back";
    if (!again && today < answerOn(body, draw)) return null;
    const lateReason = today > body.answerBy ? "正在核实有关情况，答复延后，今后加强调度。" : null;
    const words = again ? `补充答复：${answerOf(body)}` : answerOf(body);
    return { slip: id, by, deed: { ...nothing, event: "answer", words, lateReason } };
  }
  if (state !== "answered") return null;
  const repeated = body.answer?.words.startsWith("补充答复") === true;
  const deed: SlipDeed =
    draw === SENT_BACK && !repeated
      ? { ...nothing, event: "send_back", words: "未说明整改时限，请补充后重新答复。" }
      : { ...nothing, event: "settle", words: "答复情况属实，同意办结。" };
  return { slip: id, by: OFFICE, deed };
}

function answerOn({ issuedOn, answerBy }: Slip, draw: number): PlainDate {
  if (draw < AT_ONCE) return addDays(issuedOn, 1);
  return draw < LATE ? answerBy : addDays(answerBy, 1);
}

function answerOf({ case: { subject } }: Slip): string {
  switch (subject) {
    case "indicator":
      return "已分析落后原因，制定追赶措施，明确责任人和完成时限，按期报送进展。（模拟）";
    case "report":
      return "因核对口径未及时重报，现已核实，今后按期报送。（模拟）";
    case "item":
      return "事项因客观条件未按期办结，已倒排工期，尽快申请销号。（模拟）";
    case "unit":
      return "因经办人员轮换未及时报送，现已补报并明确专人负责。（模拟）";
  }
}

/** Whether anything may still have to be done about a slip in this state. */
export function isPending(state: SlipState): boolean {
  return awaitsAnswer(state) || state === "answered";
}
