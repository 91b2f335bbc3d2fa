/** A decision becomes an item: typed once, owed from then on. Rule [Z9] of SPEC.md. */
import type { ActionItem } from "../item/item.ts";
import type { Person } from "../person.ts";
import type { PlainDate } from "../plain-date.ts";
import type { RegionCode } from "../region.ts";
import type { Meeting, MeetingDecision } from "./meeting.ts";

const TITLE_LENGTH = 40;

/**
 * The item that a decision becomes.
 *
 * @param home region of a decision on a point that names none
 * @param about the indicator and region of the point that was open; null where it has none
 */
export function itemOfDecision(
  decision: MeetingDecision,
  o: {
    readonly meeting: string;
    readonly by: Person;
    readonly today: PlainDate;
    readonly round: string;
    readonly about: { readonly indicator: string; readonly region: RegionCode } | null;
    readonly home: RegionCode;
    readonly simulated: boolean;
  },
): ActionItem {
  return {
    title: titleOf(decision.words),
    problem: decision.words,
    source: { kind: "decision", meeting: o.meeting, decision: decision.id },
    indicator: o.about?.indicator ?? null,
    region: o.about?.region ?? o.home,
    round: o.round,
    unit: decision.unit,
    coUnits: [],
    person: { accountId: null, name: decision.person },
    leader: null,
    raisedBy: o.by,
    raisedOn: o.today,
    dueOn: decision.dueOn,
    firstDueOn: decision.dueOn,
    remedies: [],
    extension: null,
    closure: null,
    closed: null,
    reopened: 0,
    liaison: null,
    simulated: o.simulated,
  };
}

/** The first sentence, as far as a list shows it. */
function titleOf(words: string): string {
  const first = words.split(/[。；\n]/u, 1)[0]?.trim() ?? "";
  const letters = Array.from(first === "" ? words : first);
  return letters.length > TITLE_LENGTH
    ? `${letters.slice(0, TITLE_LENGTH - 1).join("")}…`
    : letters.join("");
}

/** Where on the agenda a decision was taken: the indicator and region of its point. */
export function subjectOf(
  meeting: Meeting,
  point: string | null,
): { readonly indicator: string; readonly region: RegionCode } | null {
  const subject = meeting.agenda.find(({ id }) => id === point)?.subject;
  return subject?.kind === "tile" ? subject : null;
}
