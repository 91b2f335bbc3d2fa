/** 交办 out of a light: everything that can be known is filled in. Rule [X11] of SPEC.md. */
import type { Indicator } from "../indicator.ts";
import type { PlainDate } from "../plain-date.ts";
import { addDays } from "../plain-date.ts";
import type { Duty, Unit } from "../report/duty.ts";
import type { Round } from "../round/rounds.ts";

/** Rounds after the running one within which an item is due. */
const ROUNDS_TO_ACT = 2;
const TITLE_LENGTH = 80;

/**
 * The unit that answers for an indicator of a region: the catalogue's unit that is called like the
 * indicator's lead unit, else whoever reports it there, else whoever reports it anywhere. [X11]
 */
export function unitInCharge(
  indicator: Pick<Indicator, "code" | "leadUnit">,
  region: string,
  catalogue: { readonly units: readonly Unit[]; readonly duties: readonly Duty[] },
): Unit | null {
  const { units, duties } = catalogue;
  const lead = units.find((unit) =>
    [unit.name, unit.shortName, unit.code].includes(indicator.leadUnit),
  );
  if (lead !== undefined) return lead;
  const asked = duties.filter((duty) => duty.indicator === indicator.code);
  const duty = asked.find((one) => one.region === region) ?? asked[0];
  return units.find(({ code }) => code === duty?.unit) ?? null;
}

/**
 * Last day of the second round after the one of `today`. [X11]
 *
 * @param roundOn the round of a day; null before dispatch began
 */
export function usualDeadline(
  today: PlainDate,
  roundOn: (day: PlainDate) => Pick<Round, "end"> | null,
): PlainDate {
  let end = today;
  for (let ahead = 0; ahead <= ROUNDS_TO_ACT; ahead += 1) {
    const day = ahead === 0 ? today : addDays(end, 1);
    end = roundOn(day)?.end ?? day;
  }
  return end;
}

/** Title and sentence of the problem that a light shows. [X11] */
export function problemOfLight(o: {
  readonly name: string;
  readonly regionName: string;
  /** Of the light: `落后序时进度 3.2 个百分点`. */
  readonly words: string;
  /** `1—6月 172256 亿元，同比 −11.4%`; null while nothing is reported. */
  readonly figure: string | null;
}): { readonly title: string; readonly problem: string } {
  const subject = `${o.regionName}${o.name}`;
  const problem =
    o.figure === null ? `${subject}${o.words}。` : `${subject} ${o.figure}，${o.words}。`;
  return { title: shortened(`${subject}${o.words}`), problem };
}

function shortened(title: string): string {
  // Names and numbers of a board: nothing here is written in surrogate pairs.
  return title.length > TITLE_LENGTH ? `${title.slice(0, TITLE_LENGTH - 1)}…` : title;
}
