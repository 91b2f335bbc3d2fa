import { expect } from "vitest";
import type {
  Problem,
  ReportAnswer,
  ReportEntry,
  ReportItem,
  ReportQueue,
  ReportSheet,
} from "@diaodu/contracts";
import type { PersonalRole } from "@diaodu/domain";
import { signedIn } from "./people.ts";
import type { Browser } from "./people.ts";
import type { World } from "./world.ts";

/** The round and the day at which worlds stand. */
export const ROUND = "2020-R101";
const TODAY = "2020-07-20";

/** People of one city: two who report for finance, one for statistics, and who looks at it. */
export interface Office {
  readonly wang: Browser;
  readonly zhao: Browser;
  readonly statistics: Browser;
  readonly reviewer: Browser;
  readonly dispatch: Browser;
  readonly leader: Browser;
  readonly viewer: Browser;
  readonly admin: Browser;
}

export async function openOffice(world: World): Promise<Office> {
  const person = (
    login: string,
    roles: readonly PersonalRole[],
    units: readonly string[] | "all",
  ) => signedIn(world, login, roles, { units, regions: "all" });
  return {
    wang: await person("wang", ["reporter"], ["finance"]),
    zhao: await person("zhao", ["reporter", "reviewer"], ["finance"]),
    statistics: await person("statistics", ["reporter"], ["statistics"]),
    reviewer: await person("reviewer", ["reviewer"], ["finance", "statistics"]),
    dispatch: await person("dispatch", ["dispatch_office"], "all"),
    leader: await person("leader", ["leader"], "all"),
    viewer: await person("viewer", ["viewer"], "all"),
    admin: await person("admin", ["system_admin"], "all"),
  };
}

/** A figure that finance is asked for: 1—6月 revenue of the nation. */
export function item(over: Partial<ReportItem> = {}): ReportItem {
  return {
    indicator: "budget_revenue",
    region: "100000",
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value: "96176",
    status: "flash",
    asOf: TODAY,
    source: "财政部",
    reason: null,
    note: null,
    unchanged: false,
    attachment: null,
    basedOn: 0,
    ...over,
  };
}

/** Periods of revenue that no other test uses: each call gives another month's figure. */
export function freshItems(): (over?: Partial<ReportItem>) => ReportItem {
  let month = 1;
  let year = 2019;
  return (over = {}) => {
    month += 1;
    if (month > 12) [month, year] = [2, year - 1];
    const period = `${year}-01/${year}-${String(month).padStart(2, "0")}`;
    return item({ period, ...over });
  };
}

export const bodyOf = (items: readonly unknown[], over: Record<string, unknown> = {}) => ({
  unit: "finance",
  round: ROUND,
  items,
  ...over,
});

export function submit(by: Browser, ...items: readonly ReportItem[]): Promise<ReportAnswer> {
  return by.json("POST", "/reports", bodyOf(items));
}

export function decide(
  by: Browser,
  event: "publish" | "return" | "withdraw",
  entry: Pick<ReportEntry, "id" | "version">,
  reason: string | null = null,
): Promise<Response> {
  const decisions = [{ entry: entry.id, version: entry.version, event, reason }];
  return by.ask("POST", "/reports/decisions", { decisions });
}

/** Submitted and let through by somebody else. */
export async function publish(
  office: Pick<Office, "wang" | "reviewer">,
  one: ReportItem,
): Promise<ReportEntry> {
  const [entry] = (await submit(office.wang, one)).entries;
  if (entry === undefined) throw new Error("nothing was submitted");
  const answer = await decide(office.reviewer, "publish", entry);
  if (!answer.ok) throw new Error(await answer.text());
  const [published] = ((await answer.json()) as ReportAnswer).entries;
  if (published === undefined) throw new Error("nothing was published");
  return published;
}

export const sheetOf = (by: Browser, unit = "finance"): Promise<ReportSheet> =>
  by.json("GET", `/reports/sheet?unit=${unit}`);

/** The problem of an answer that must have this status. */
export async function refused(answer: Response, status: number): Promise<Problem> {
  const problem = (await answer.json()) as Problem;
  expect([answer.status, problem.code]).toEqual([status, problem.code]);
  return problem;
}
export const pathsOf = (problem: Problem) => problem.faults?.map(({ path }) => path);
export const queueOf = (by: Browser, query = ""): Promise<ReportQueue> =>
  by.json("GET", `/reports/queue${query}`);
export const only = ({ entries }: ReportAnswer): ReportEntry => {
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  return entry;
};
