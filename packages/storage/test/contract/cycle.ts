import type { ActionItem, Liaison, Meeting, RoundStanding, Slip } from "@diaodu/domain";
import type {
  AnyRecord,
  AnyRecordStep,
  NewMessage,
  RecordsResult,
  RecordStep,
  RoundRecord,
  Storage,
} from "../../src/index.ts";
import { AT, AUDIT } from "./figures.ts";

/** Who acts in these tests. */
export const OFFICER = { accountId: "officer", name: "王五" };
const LEADER = { accountId: "leader", name: "赵六" };
export const ROUND = "2020-R099";

type Over<T> = Partial<Omit<T, "body">>;

/** A step that makes an item of 市财政局, unless said otherwise. */
export function itemStep(
  over: Over<RecordStep<"item">> = {},
  body: Partial<ActionItem> = {},
): RecordStep<"item"> {
  return {
    kind: "item",
    id: "item-1",
    basedOn: 0,
    state: "assigned",
    event: "raise",
    words: null,
    evidence: [],
    ...over,
    body: {
      title: "一般公共预算收入落后序时进度",
      problem: "上半年收入完成 45.2%",
      source: { kind: "manual" },
      indicator: "budget_revenue",
      region: "371400",
      round: ROUND,
      unit: "finance",
      coUnits: ["tax"],
      person: { accountId: "p1", name: "张三" },
      leader: LEADER,
      raisedBy: OFFICER,
      raisedOn: "2020-07-16",
      dueOn: "2020-07-30",
      firstDueOn: "2020-07-30",
      remedies: [
        {
          id: "r1",
          words: "清缴欠税",
          unit: "tax",
          person: "李四",
          dueOn: "2020-07-20",
          doneOn: null,
        },
        {
          id: "r2",
          words: "盘活土地",
          unit: "land",
          person: "周七",
          dueOn: "2020-07-25",
          doneOn: null,
        },
      ],
      extension: null,
      closure: null,
      closed: null,
      reopened: 0,
      liaison: null,
      simulated: true,
      ...body,
    },
  };
}

/** A step that issues a slip with the next number of the year, unless said otherwise. */
export function slipStep(
  over: Over<RecordStep<"slip">> = {},
  body: Partial<Slip> = {},
): RecordStep<"slip"> {
  return {
    kind: "slip",
    id: "slip-1",
    basedOn: 0,
    state: "issued",
    event: "issue",
    words: null,
    evidence: [],
    number: { series: "slip/2020", prefix: "德调督〔2020〕", suffix: "号" },
    ...over,
    body: {
      rung: "notice",
      number: "",
      case: {
        key: "indicator|gdp|371400",
        subject: "indicator",
        unit: "finance",
        region: "371400",
        indicator: "gdp",
        item: null,
        since: ROUND,
      },
      round: ROUND,
      title: "关于地区生产总值增速偏慢的提示",
      reasons: [],
      rule: null,
      issuedBy: OFFICER,
      issuedOn: "2020-07-16",
      answerBy: "2020-07-21",
      previous: null,
      deliveredAt: null,
      readAt: null,
      readBy: null,
      answer: null,
      simulated: true,
      ...body,
    },
  };
}

export function liaisonStep(body: Partial<Liaison> = {}): RecordStep<"liaison"> {
  return {
    kind: "liaison",
    id: "liaison-1",
    basedOn: 0,
    state: "active",
    event: "begin",
    words: null,
    evidence: [],
    body: {
      leader: LEADER,
      subject: "enterprise",
      name: "某化工",
      unit: "industry",
      region: "371425",
      indicator: null,
      plan: "一企一策",
      notes: [],
      simulated: true,
      ...body,
    },
  };
}

export function meetingStep(body: Partial<Meeting> = {}): RecordStep<"meeting"> {
  return {
    kind: "meeting",
    id: "meeting-1",
    basedOn: 0,
    state: "planned",
    event: "plan",
    words: null,
    evidence: [],
    body: {
      title: "第 99 期调度会",
      code: "ABCDEF",
      round: ROUND,
      plannedFor: null,
      host: LEADER,
      agenda: [],
      cursor: { point: null, spotlight: null, turn: 0 },
      frozen: null,
      walls: true,
      attendance: [],
      decisions: [],
      minutes: "",
      previous: null,
      startedAt: null,
      endedAt: null,
      ...body,
    },
  };
}

export function roundStep(
  over: Over<RecordStep<"round">> = {},
  body: Partial<RoundRecord> = {},
): RecordStep<"round"> {
  const state = over.state ?? "open";
  return {
    kind: "round",
    id: ROUND,
    basedOn: 0,
    event: "open",
    words: null,
    evidence: [],
    ...over,
    state,
    body: {
      code: ROUND,
      number: 99,
      start: "2020-07-16",
      end: "2020-07-17",
      dueAt: "2020-07-17T09:00:00.000Z",
      state,
      steps: [],
      atCutOff: null,
      atClose: null,
      frozenSeq: null,
      ...body,
    },
  };
}

/** A mail about the first slip. */
export function message(over: Partial<NewMessage> = {}): NewMessage {
  return {
    id: "slip-1/mail/finance",
    channel: "mail",
    unit: "finance",
    account: null,
    about: { kind: "slip", id: "slip-1" },
    title: "提示单",
    lines: ["请于 7 月 21 日前答复"],
    number: null,
    path: "/slips/slip-1",
    notBefore: AT,
    ...over,
  };
}

export function standing(over: Partial<RoundStanding> = {}): RoundStanding {
  return {
    round: ROUND,
    indicator: "gdp",
    region: "371400",
    light: "behind",
    words: "落后序时进度 3.2 个百分点",
    gap: "-3.2",
    period: "2020-01/2020-06",
    value: "1.60",
    overdueDays: 0,
    streak: 2,
    trouble: 3,
    since: "2020-R097",
    madeUp: null,
    ...over,
  };
}

export function write(
  storage: Storage,
  steps: readonly AnyRecordStep[],
  over: Partial<Parameters<Storage["writeRecords"]>[0]> = {},
): Promise<RecordsResult> {
  return storage.writeRecords({ steps, by: OFFICER, at: AT, audit: AUDIT, ...over });
}

/** The records; fails the test unless the change was committed. */
export async function written(
  storage: Storage,
  steps: readonly AnyRecordStep[],
  over: Partial<Parameters<Storage["writeRecords"]>[0]> = {},
): Promise<readonly AnyRecord[]> {
  const result = await write(storage, steps, over);
  if (result.kind === "committed") return result.records;
  throw new Error(`not committed: ${JSON.stringify(result)}`);
}
