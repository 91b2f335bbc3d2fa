import type { Duty, PersonalRole, Scope } from "@diaodu/domain";
import { DISPATCHED } from "./dispatch.ts";
import { INVENTED, INVENTED_REGION } from "./invented.ts";
import { units } from "./units.ts";

const NATION = "100000";

/**
 * Who reports what: 调度数 of every round, which nobody but the units has. Official figures and air are
 * published by those who publish them; no unit owes them.
 */
export const duties: readonly Duty[] = units.flatMap(({ code }) => [
  ...DISPATCHED.filter(({ unit }) => unit === code).map(({ indicator }) =>
    everyRound(code, indicator, NATION),
  ),
  ...INVENTED.filter(({ unit }) => unit === code).map((series) =>
    everyRound(code, series.code, INVENTED_REGION),
  ),
]);

function everyRound(unit: string, indicator: string, region: string): Duty {
  return { unit, indicator, region, basis: "dispatch", measures: ["level"] };
}

/** Somebody invented to try the office as. */
export interface Person {
  login: string;
  /** Ends in （模拟）. */
  name: string;
  role: PersonalRole;
  scope: Scope;
}

const EVERYWHERE: Scope = { units: "all", regions: "all" };

function person(login: string, name: string, role: PersonalRole, scope = EVERYWHERE): Person {
  return { login, name: `${name}（模拟）`, role, scope };
}

/** One for each role, a reporter for each unit; none of them exists. */
export const people: readonly Person[] = [
  ...units.map(({ code, shortName }) =>
    person(code, `${shortName}填报员`, "reporter", { units: [code], regions: "all" }),
  ),
  person("shenhe", "审核员", "reviewer"),
  person("diaodu", "调度办", "dispatch_office"),
  person("lingdao", "分管领导", "leader"),
  person("xitong", "系统管理员", "system_admin"),
  person("anquan", "安全管理员", "security_admin"),
  person("shenji", "审计管理员", "audit_admin"),
];

/** What somebody invented is called. @throws RangeError for a login that nobody has */
export function personName(login: string): string {
  const found = people.find((one) => one.login === login);
  if (found === undefined) throw new RangeError(`nobody signs in as ${login}`);
  return found.name;
}
