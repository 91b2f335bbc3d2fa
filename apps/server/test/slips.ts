import type { Slip } from "@diaodu/domain";
import { messagesOf, slipNotice } from "../src/dispatch/notices.ts";
import { auditOf } from "./people.ts";
import { ROUND } from "./units.ts";
import type { World } from "./world.ts";

/** A notice to finance about its revenue, to be answered two days from the day of all worlds. */
function aSlip(change: Partial<Slip> = {}): Slip {
  return {
    rung: "notice",
    number: "",
    case: {
      key: "indicator|budget_revenue|100000",
      subject: "indicator",
      unit: "finance",
      region: "100000",
      indicator: "budget_revenue",
      item: null,
      since: ROUND,
    },
    round: ROUND,
    title: "提示单：一般公共预算收入落后序时进度 3.2 个百分点",
    reasons: [
      { label: "规则", value: "落后即提示" },
      { label: "连续落后", value: "1 期（规则为 1 期）" },
    ],
    rule: "落后即提示",
    issuedBy: null,
    issuedOn: "2020-07-20",
    answerBy: "2020-07-22",
    previous: null,
    deliveredAt: null,
    readAt: null,
    readBy: null,
    answer: null,
    simulated: false,
    ...change,
  };
}

/** Issues a slip without asking anybody, and tells its unit. */
export async function issueSlip(
  world: Pick<World, "storage">,
  change: Partial<Slip> = {},
  id = "slip-1",
): Promise<string> {
  const at = "2020-07-20T04:00:00.000Z";
  const body = aSlip(change);
  const written = await world.storage.writeRecords({
    steps: [
      {
        kind: "slip",
        id,
        basedOn: 0,
        state: "issued",
        event: "issue",
        words: null,
        evidence: [],
        body,
        number: { series: "slip/2020", prefix: "德调督〔2020〕", suffix: "号" },
      },
    ],
    messages: messagesOf(slipNotice(id, body), [], at),
    by: { accountId: null, name: "系统" },
    at,
    audit: auditOf("slip.manage"),
  });
  if (written.kind !== "committed") throw new Error(written.kind);
  return id;
}
