import type { FormField } from "@diaodu/contracts";
import type { BrowserContext } from "playwright-core";
import { callerOn, itemOf, type Caller } from "../browser/reporting.ts";

/** What somebody would have typed on 20 July 2020, by indicator and measure. */
const TYPED: Readonly<Record<string, string>> = {
  "income_all level": "15666",
  "income_all yoy_nominal": "2.4",
  "budget_revenue level": "96176",
  "new_jobs level": "460",
  "surveyed_unemployment level": "5.9",
};

/**
 * Plays a round to its middle: some figures wait, one came back to its unit, one was returned,
 * corrected and published.
 */
export async function playRound(
  origin: string,
  signIn: (login: string) => Promise<BrowserContext>,
): Promise<void> {
  const caller = async (login: string) => callerOn(await signIn(login), origin);
  const reviewer = await caller("shenhe");
  const finance = await caller("finance");
  await report(finance, "finance", "86176");
  await decide(reviewer, "budget_revenue", "return", "与国库数不符，请核实");
  await report(finance, "finance", undefined, "已与国库逐项核对");
  await decide(reviewer, "budget_revenue", "publish");
  await report(await caller("employment"), "employment");
  await decide(reviewer, "surveyed_unemployment", "return", "请说明调查样本是否有变化");
  await report(await caller("statistics"), "statistics");
}

/** Hands in everything that the unit is asked for. */
async function report(
  reporter: Caller,
  unit: string,
  value?: string,
  note?: string,
): Promise<void> {
  const { round, today: asOf, fields } = await reporter.sheet(unit);
  const items = fields.map((field) =>
    itemOf(field, { value: value ?? typed(field), asOf, ...(note === undefined ? {} : { note }) }),
  );
  await reporter.send("/reports", { unit, round, items });
}

function typed({ indicator, measure, last }: FormField): string {
  return TYPED[`${indicator} ${measure}`] ?? last?.value ?? "0";
}

async function decide(
  reviewer: Caller,
  indicator: string,
  event: "publish" | "return",
  reason: string | null = null,
): Promise<void> {
  const { entries } = await reviewer.queue();
  const decisions = entries
    .filter((entry) => entry.indicator === indicator)
    .map(({ id, version }) => ({ entry: id, version, event, reason }));
  await reviewer.send("/reports/decisions", { decisions });
}
