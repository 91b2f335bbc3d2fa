import type { Duty, PersonalRole, Scope, Unit } from "@diaodu/domain";

/** Where the invented offices sit. */
const SEAT = "371400";
const NATION = "100000";

function unit(code: string, name: string, shortName: string): Unit {
  return { code, name: `${name}（模拟）`, shortName, region: SEAT };
}

/** Invented offices that report the demonstration's figures; none of them exists. */
export const units: readonly Unit[] = [
  unit("statistics", "统计专班", "统计"),
  unit("finance", "财政调度专班", "财政"),
  unit("employment", "就业调度专班", "就业"),
  unit("commerce", "消费调度专班", "消费"),
  unit("ecology", "生态环境专班", "生态"),
];

/** Who reports what: official figures as they fall due, 调度数 every round, air every day. */
export const duties: readonly Duty[] = [
  official("statistics", "gdp", ["level", "yoy_real"]),
  official("statistics", "fai", ["level", "yoy_comparable"]),
  official("statistics", "iva", ["yoy_real"]),
  official("statistics", "income_all", ["level", "yoy_nominal", "yoy_real"]),
  official("finance", "budget_revenue", ["level", "yoy_nominal"]),
  dispatch("finance", "budget_revenue"),
  official("employment", "new_jobs", ["level"]),
  dispatch("employment", "new_jobs"),
  official("employment", "surveyed_unemployment", ["level"]),
  official("commerce", "retail", ["level", "yoy_nominal"]),
  dispatch("commerce", "retail"),
  ...["pm25", "pm10", "so2", "no2", "co", "o3_8h"].map((indicator): Duty => ({
    unit: "ecology",
    indicator,
    region: SEAT,
    basis: "monitoring",
    measures: ["level"],
  })),
];

function official(unitCode: string, indicator: string, measures: Duty["measures"]): Duty {
  return { unit: unitCode, indicator, region: NATION, basis: "official", measures };
}

function dispatch(unitCode: string, indicator: string): Duty {
  return { unit: unitCode, indicator, region: NATION, basis: "dispatch", measures: ["level"] };
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
