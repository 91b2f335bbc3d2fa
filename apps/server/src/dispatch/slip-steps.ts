import { createHash } from "node:crypto";
import type { Ladder, PlainDate, RoundCalendar, RoundStanding, Rung, Slip } from "@diaodu/domain";
import { answerDay, climb, isWorkingDay, RUNG_NAMES } from "@diaodu/domain";
import type { Climb } from "@diaodu/domain";
import type { RecordStep, StoredRecord } from "@diaodu/storage";
import type { OpenCase } from "./cases.ts";

export interface LadderGround {
  readonly ladder: Ladder | null;
  readonly today: PlainDate;
  /** Code of the round that is frozen. */
  readonly round: string;
  readonly calendar: RoundCalendar;
  /** 机关代字: `德调督`. */
  readonly mark: string;
}

/** A slip about to be issued: the step that makes it, and what it says. */
export interface IssuedSlip {
  readonly step: RecordStep<"slip">;
  readonly slip: Slip;
}

/**
 * The slips that open cases climb to now. The id is made of case, run and rung: whoever issues it, and
 * however often it is tried, it is one slip. [Y6]
 *
 * @param slips every slip of these cases, settled and withdrawn ones included
 */
export function slipsToIssue(
  cases: readonly OpenCase[],
  slips: readonly StoredRecord<"slip">[],
  ground: LadderGround,
): IssuedSlip[] {
  const { ladder, today } = ground;
  if (ladder === null) return [];
  return cases.flatMap((open) => {
    const own = slips.filter(({ body }) => isOfRun(body, open));
    const earlier = own.map(({ body, state }) => ({
      rung: body.rung,
      answerBy: body.answerBy,
      withdrawn: state === "withdrawn",
    }));
    const due = climb(ladder.rules, open.today, earlier, today);
    return due === null ? [] : issue(open, due, own, ground);
  });
}

/** Slips that wait for an answer although their trouble is over: settled by the system, and it says so. */
export function slipsToSettle(
  cases: readonly OpenCase[],
  slips: readonly StoredRecord<"slip">[],
  standings: readonly RoundStanding[],
): RecordStep<"slip">[] {
  return (
    slips
      // What somebody issued by hand, somebody settles.
      .filter(({ body }) => body.rule !== null)
      .filter(({ state }) => state === "issued" || state === "delivered" || state === "read")
      .filter(({ body }) => !cases.some((open) => isOfRun(body, open)))
      .map(({ id, version, body }) => ({
        kind: "slip",
        id,
        basedOn: version,
        state: "settled",
        event: "settle",
        words: overWords(body, standings),
        evidence: [],
        body,
      }))
  );
}

const OVER: Readonly<Record<Slip["case"]["subject"], string>> = {
  indicator: "指标已恢复，自动办结",
  report: "数据已补报，自动办结",
  item: "事项已办结或延期，自动办结",
  unit: "自动办结",
};

/** Only green recovers: a light that went out, at the year's turn for one, is no recovery. [J4] */
function overWords({ case: own }: Slip, standings: readonly RoundStanding[]): string {
  if (own.subject !== "indicator") return OVER[own.subject];
  const now = standings.find(
    ({ indicator, region }) => indicator === own.indicator && region === own.region,
  );
  return now?.light === "on" ? OVER.indicator : "指标不再判断进度，自动办结";
}

function issue(
  open: OpenCase,
  { rung, rule, reasons }: Climb,
  own: readonly StoredRecord<"slip">[],
  { today, round, calendar, mark }: LadderGround,
): IssuedSlip {
  const year = today.slice(0, 4);
  const prefix = `${mark}〔${year}〕`;
  const slip: Slip = {
    rung,
    // Drawn with the step: see `number`.
    number: "",
    case: open.case,
    round,
    title: `${RUNG_NAMES[rung]}：${open.title}`,
    reasons,
    rule: rule.name,
    issuedBy: null,
    issuedOn: today,
    answerBy: answerDay(rule, today, (date) => isWorkingDay(date, calendar.days)),
    previous: own.at(-1)?.id ?? null,
    deliveredAt: null,
    readAt: null,
    readBy: null,
    answer: null,
    simulated: open.simulated,
  };
  const step: RecordStep<"slip"> = {
    kind: "slip",
    id: slipId(open, rung),
    basedOn: 0,
    state: "issued",
    event: "issue",
    words: null,
    evidence: [],
    body: slip,
    number: { series: `slip/${year}`, prefix, suffix: "号" },
  };
  return { step, slip };
}

function isOfRun({ case: own }: Slip, open: OpenCase): boolean {
  return own.key === open.case.key && own.since === open.case.since;
}

function slipId(open: OpenCase, rung: Rung): string {
  const name = [open.case.key, open.case.since, rung].join("|");
  return `slip-${createHash("sha256").update(name).digest("hex").slice(0, 32)}`;
}
