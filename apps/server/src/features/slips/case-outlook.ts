import type { SlipDetail } from "@diaodu/contracts";
import { daysBetween, itemOverdueDays, ladderOn, nextRung } from "@diaodu/domain";
import type { Case, CaseToday, PlainDate } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { DispatchSettings } from "../../dispatch/stored-settings.ts";
import type { StoredSlip } from "./presenter.ts";

type Reads = Pick<Storage, "records" | "record" | "standings">;

/** Every slip of the same run of trouble, oldest first. */
export async function slipsOfRun(
  storage: Pick<Storage, "records">,
  { key, since, unit }: Pick<Case, "key" | "since" | "unit">,
): Promise<StoredSlip[]> {
  const own = await storage.records("slip", { units: [unit], limit: 10_000 });
  return own
    .filter(({ body }) => body.case.key === key && body.case.since === since)
    .toSorted((left, right) => left.body.issuedOn.localeCompare(right.body.issuedOn));
}

/** The run as the ladder counts it, and what the ladder has in store for it today. [Y11] */
export async function caseOutlook(
  storage: Reads,
  { ladders }: Pick<DispatchSettings, "ladders">,
  slip: StoredSlip,
  today: PlainDate,
): Promise<Pick<SlipDetail, "ladder" | "next">> {
  const run = await slipsOfRun(storage, slip.body.case);
  const now = await caseToday(storage, slip, today);
  const rules = ladderOn(ladders, today)?.rules ?? [];
  const earlier = run.map(({ body, state }) => ({
    rung: body.rung,
    answerBy: body.answerBy,
    withdrawn: state === "withdrawn",
  }));
  const next = now === null ? null : nextRung(rules, now, earlier, today);
  return {
    ladder: run.map(({ id, state, body }) => ({
      id,
      number: body.number,
      rung: body.rung,
      state,
      issuedOn: body.issuedOn,
      answerBy: body.answerBy,
    })),
    next: next === null ? null : { rung: next.rung, rule: next.rule.name, words: next.words },
  };
}

/** The trouble as the last frozen round left it; null where it is over, or nobody counts it. */
async function caseToday(
  storage: Reads,
  { body, state }: StoredSlip,
  today: PlainDate,
): Promise<CaseToday | null> {
  const { subject, indicator, region, since, item } = body.case;
  const none = { behind: 0, slow: 0 };
  if (subject === "indicator" && indicator !== null) {
    const [standing] = (await storage.standings({ indicator, region })).toReversed();
    const { light } = standing ?? {};
    if (standing?.since !== since || (light !== "behind" && light !== "slow")) return null;
    const rounds = { behind: light === "behind" ? standing.streak : 0, slow: standing.trouble };
    return { subject, light, rounds, overdueDays: 0 };
  }
  if (subject === "item" && item !== null) {
    const found = await storage.record("item", item);
    if (found === null) return null;
    const overdueDays = itemOverdueDays({ state: found.state, dueOn: found.body.dueOn }, today);
    return overdueDays === 0 ? null : { subject, light: null, rounds: none, overdueDays };
  }
  // How late a unit is now is known when a round is frozen: since the issue, a day a day.
  if (subject !== "report" || state === "settled" || state === "withdrawn") return null;
  const atIssue = Number(/^\d+/u.exec(overdueReason(body.reasons))?.[0] ?? 0);
  const overdueDays = atIssue + Math.max(0, daysBetween(body.issuedOn, today));
  return { subject, light: null, rounds: none, overdueDays };
}

function overdueReason(reasons: StoredSlip["body"]["reasons"]): string {
  return reasons.find(({ label }) => label === "逾期")?.value ?? "";
}
