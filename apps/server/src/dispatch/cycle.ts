import {
  businessDate,
  ROUND_TRANSITIONS,
  roundAt,
  roundTimes,
  stepsDue,
  stepsOf,
} from "@diaodu/domain";
import type { Instant, RoundStep } from "@diaodu/domain";
import type {
  AnyRecordStep,
  Catalogue,
  NewMessage,
  RoundRecord,
  Storage,
  StoredRecord,
} from "@diaodu/storage";
import type { RoundStanding } from "@diaodu/domain";
import type { Auditor } from "../access/audit.ts";
import { SYSTEM } from "../access/audit.ts";
import type { BoardStore } from "../board/board-store.ts";
import { todayAt } from "../features/reports/desk.ts";
import { findGaps } from "./freeze.ts";
import { messagesOf, reminderNotice } from "./notices.ts";
import { progressAtEnd } from "./progress.ts";
import { readSettings } from "./stored-settings.ts";
import type { DispatchSettings } from "./stored-settings.ts";

export interface CycleParts {
  readonly storage: Storage;
  readonly boards: Pick<BoardStore, "standings" | "reporting">;
  readonly audit: Auditor;
  /** Brings the board to the log's head and tells every page. */
  readonly publish: () => Promise<void>;
  /** The same after a step that nothing waits for: a replay in a hurry may leave some out. */
  readonly tellPages?: () => Promise<void>;
  /** Everything of a demonstration is invented. */
  readonly simulated: boolean;
}

/** The life of rounds: what time asks for is done once, in order, by whichever server comes first. */
export interface Cycle {
  /** Takes every step that is due by `now`. Calls are serialised. @throws what the storage throws */
  keep(now: Date): Promise<void>;
}

/** What one step writes beside the round's own record. */
interface Beside {
  readonly round: Partial<RoundRecord>;
  readonly steps: readonly AnyRecordStep[];
  readonly standings?: readonly RoundStanding[];
  readonly messages: readonly NewMessage[];
}

/** The record that a step is taken on, and those around it. */
interface KnownRound {
  readonly stored: StoredRecord<"round"> | null;
  readonly records: readonly StoredRecord<"round">[];
}

/** The rounds that any step may still touch: those not frozen, and the newest. */
const RECENT = 8;
/** The same step lost so often: not to somebody faster, and the next look may know better. */
const MOST_LOST = 20;
const BY = { accountId: null, name: "系统" } as const;

export function createCycle(parts: CycleParts): Cycle {
  const { storage, audit, publish, tellPages = publish } = parts;
  let running: Promise<void> = Promise.resolve();
  /** Nothing is due before this instant, as far as the last look could tell. */
  let quietUntil: Instant = "";

  async function keepTo(now: Date): Promise<void> {
    const at = now.toISOString();
    if (at < quietUntil) return;
    const lost = { step: "", times: 0 };
    while (lost.times < MOST_LOST) {
      const settings = await readSettings(storage);
      const records = await storage.records("round", { limit: RECENT });
      const known = records.map(({ id, state }) => ({ code: id, state }));
      const [step] = stepsDue(known, at, settings.calendar);
      if (step === undefined) {
        quietUntil = nextInstant(known, at, settings);
        return;
      }
      const stored = records.find(({ id }) => id === step.code) ?? null;
      // Who has reported is known as of the board's head.
      if (lost.step === "") await publish();
      const name = `${step.code} ${step.event}`;
      const taken = await take(step, { stored, records }, at, settings);
      // What somebody else took is not there any more at the next look.
      lost.times = taken || lost.step !== name ? 0 : lost.times + 1;
      lost.step = name;
      await tellPages();
    }
    throw new Error(`${lost.step} could not be taken in ${MOST_LOST} tries`);
  }

  /** One transaction; false where somebody else was faster and nothing is written: the next look finds what they did. */
  async function take(
    step: RoundStep,
    known: KnownRound,
    at: string,
    settings: DispatchSettings,
  ): Promise<boolean> {
    const { stored } = known;
    const outcome = ROUND_TRANSITIONS[stored?.state ?? "planned"][step.event];
    if ("refused" in outcome) throw new Error(`round ${step.code}: ${outcome.refused}`);
    const round = roundAt(step.code, settings.calendar);
    // Time enters the board as a row of its own: the fold moves on with it.
    if (step.event === "open") {
      await storage.openRound({ code: round.code, start: round.start, committedAt: at });
    }
    const beside = await besideOf(step, known, at, settings);
    const body: RoundRecord = {
      ...(stored?.body ?? firstBody(round, settings)),
      state: outcome.to,
      steps: [...(stored?.body.steps ?? []), { event: step.event, due: step.at, at }],
      ...beside.round,
    };
    const written = await storage.writeRecords({
      steps: [
        {
          kind: "round",
          id: round.code,
          basedOn: stored?.version ?? 0,
          state: outcome.to,
          event: step.event,
          words: null,
          evidence: [],
          body,
        },
        ...beside.steps,
      ],
      standings: beside.standings,
      messages: beside.messages,
      by: BY,
      at,
      audit: audit.entry(SYSTEM, {
        action: `round.${step.event}`,
        object: `round:${round.code}`,
        detail: { due: step.at, slips: beside.steps.length },
      }),
    });
    return written.kind === "committed";
  }

  async function besideOf(
    step: RoundStep,
    known: KnownRound,
    at: string,
    settings: DispatchSettings,
  ): Promise<Beside> {
    if (step.event === "open") return NOTHING;
    const { reporting } = parts.boards;
    const catalogue = await reporting.catalogue();
    const { calendar } = settings;
    const round = roundAt(step.code, calendar);
    // A round asks for what was due on its last day, however late this step is taken.
    const asOf = { now: at, today: round.end, round, calendar };
    if (step.event === "freeze") return freezing(step.code, known.stored, at, settings, catalogue);
    const progress = await reporting.progress(asOf);
    if (step.event === "cut_off") return { ...NOTHING, round: { atCutOff: progress } };
    if (step.event === "close") {
      const atClose = progressAtEnd(progress, step.code, known.records);
      return { ...NOTHING, round: { atClose } };
    }
    if (step.event === "remind") {
      const { dueAt } = roundTimes(round, settings.calendar);
      // Slept through: nobody is told today of a cut-off that has passed.
      if (at >= dueAt) return NOTHING;
      const dueText = clockText(dueAt);
      const messages = progress
        .filter(({ missed }) => missed > 0)
        .flatMap(({ unit, missed }) =>
          messagesOf(reminderNotice({ ...round, dueText }, unit, missed), settings.channels, at),
        );
      return { ...NOTHING, messages };
    }
    const never: never = step.event;
    throw new Error(`no step ${String(never)}`);
  }

  /** The board as it is now becomes the round's own; what is wrong on it climbs the ladder. */
  async function freezing(
    code: string,
    stored: StoredRecord<"round"> | null,
    at: string,
    settings: DispatchSettings,
    catalogue: Catalogue,
  ): Promise<Beside> {
    await publish();
    const { seq, standings } = parts.boards.standings();
    const found = await findGaps({
      storage,
      catalogue,
      settings,
      round: code,
      today: businessDate(at),
      at,
      standings,
      closed: stored?.body.atClose ?? [],
      progress: await parts.boards.reporting.progress(todayAt(at, settings.calendar)),
      simulated: parts.simulated,
    });
    return { round: { frozenSeq: seq }, ...found };
  }

  return {
    keep(now) {
      running = running.then(
        () => keepTo(now),
        () => keepTo(now),
      );
      return running;
    },
  };
}

/** When the next step of these rounds is due: none is before it, whatever the office sets meanwhile. */
function nextInstant(
  known: readonly { code: string; state: RoundRecord["state"] }[],
  now: Instant,
  { calendar }: DispatchSettings,
): Instant {
  const later = known.flatMap(({ code, state }) => {
    const round = roundAt(code, calendar);
    const own = stepsOf(round, state, calendar).map(({ at }) => at);
    return [...own, roundTimes(round, calendar).closesAt].filter((at) => at > now);
  });
  return later.toSorted()[0] ?? "";
}

/** `17:00`, as clocks in the city show an instant. */
function clockText(instant: Instant): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}

const NOTHING: Beside = { round: {}, steps: [], messages: [] };

function firstBody(round: ReturnType<typeof roundAt>, settings: DispatchSettings): RoundRecord {
  return {
    code: round.code,
    number: round.number,
    start: round.start,
    end: round.end,
    dueAt: roundTimes(round, settings.calendar).dueAt,
    state: "open",
    steps: [],
    atCutOff: null,
    atClose: null,
    frozenSeq: null,
  };
}
