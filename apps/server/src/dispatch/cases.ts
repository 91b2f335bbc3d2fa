import type {
  Case,
  CaseSubject,
  CaseToday,
  PlainDate,
  RoundCalendar,
  RoundStanding,
} from "@diaodu/domain";
import { addDays, itemOverdueDays, roundOf } from "@diaodu/domain";
import type { StoredRecord } from "@diaodu/storage";

/** A unit that owes figures, and how many days the oldest is late. */
export interface LateUnit {
  readonly unit: string;
  readonly overdueDays: number;
}

/** A trouble as it is when a round is frozen, and what a slip about it is called. */
export interface OpenCase {
  readonly case: Case;
  readonly today: CaseToday;
  /** `一般公共预算收入落后：落后序时进度 3.2 个百分点`. */
  readonly title: string;
  readonly simulated: boolean;
}

export interface CaseGround {
  readonly today: PlainDate;
  readonly calendar: RoundCalendar;
  readonly standings: readonly RoundStanding[];
  readonly late: readonly LateUnit[];
  /** Those that are on the list. */
  readonly items: readonly StoredRecord<"item">[];
  /** The unit that answers for an indicator of a region; null where the catalogue names none. */
  readonly unitOf: (indicator: string, region: string) => string | null;
  /** Names, and where each unit sits. */
  readonly nameOf: (indicator: string, region: string) => string;
  readonly regionOf: (unit: string) => string | null;
  /** Everything of a demonstration is invented. */
  readonly simulated: boolean;
}

const NO_ROUNDS = { behind: 0, slow: 0 };

/** Every trouble that the ladder may ask about. */
export function openCases(ground: CaseGround): OpenCase[] {
  return [...lightCases(ground), ...reportCases(ground), ...itemCases(ground)];
}

/** Lights that are yellow or red, of indicators that a unit answers for. */
function lightCases({ standings, unitOf, nameOf, simulated }: CaseGround): OpenCase[] {
  return standings.flatMap((standing) => {
    const { indicator, region, light, since } = standing;
    const unit = unitOf(indicator, region);
    if (unit === null || since === null || (light !== "behind" && light !== "slow")) return [];
    return {
      case: caseOf("indicator", [indicator, region], { unit, region, since, indicator }),
      today: {
        subject: "indicator" as const,
        light,
        rounds: { behind: light === "behind" ? standing.streak : 0, slow: standing.trouble },
        overdueDays: 0,
      },
      title: `${nameOf(indicator, region)}${standing.words}`,
      simulated,
    };
  });
}

/** Units whose figures are late. The run began in the round in which the oldest was due. */
function reportCases({ late, regionOf, simulated, ...at }: CaseGround): OpenCase[] {
  return late.flatMap(({ unit, overdueDays }) => {
    const region = regionOf(unit);
    if (region === null) return [];
    const since = roundCode(addDays(at.today, -overdueDays), at.calendar);
    return {
      case: caseOf("report", [unit], { unit, region, since }),
      today: { subject: "report" as const, light: null, rounds: NO_ROUNDS, overdueDays },
      title: `数据逾期未报 ${overdueDays} 天`,
      simulated,
    };
  });
}

/** Items past the deadline that stands: an extension begins another run. */
function itemCases({ items, today, calendar }: CaseGround): OpenCase[] {
  return items.flatMap(({ id, state, body }) => {
    const overdueDays = itemOverdueDays({ state, dueOn: body.dueOn }, today);
    if (overdueDays === 0) return [];
    const { unit, region, indicator } = body;
    const since = roundCode(body.dueOn, calendar);
    return {
      case: caseOf("item", [id], { unit, region, since, indicator, item: id }),
      today: { subject: "item" as const, light: null, rounds: NO_ROUNDS, overdueDays },
      title: `事项超期 ${overdueDays} 天：${body.title}`,
      simulated: body.simulated,
    };
  });
}

function caseOf(
  subject: CaseSubject,
  names: readonly string[],
  rest: Pick<Case, "unit" | "region" | "since"> & Partial<Pick<Case, "indicator" | "item">>,
): Case {
  return {
    key: [subject, ...names].join("|"),
    subject,
    indicator: null,
    item: null,
    ...rest,
  };
}

function roundCode(date: PlainDate, calendar: RoundCalendar): string {
  return roundOf(date, calendar)?.code ?? date;
}
