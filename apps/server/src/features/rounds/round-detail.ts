import type { RoundDetail } from "@diaodu/contracts";
import { gapsBetween } from "@diaodu/domain";
import type { RoundStanding } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { BoardStore } from "../../board/board-store.ts";
import type { Desk, Today } from "../reports/desk.ts";
import { namesOf, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { eventName, lightsOf, presentRound, presentStanding } from "./presenter.ts";
import type { StoredRound } from "./presenter.ts";
import { liveProgress, progressOf } from "./rounds-of-year.ts";

const MOST_SLIPS = 1000;
/** Rounds changed last, among which the one frozen before stands. */
const MOST_ROUNDS = 800;

export interface RoundDesk extends Desk {
  readonly boards: Pick<BoardStore, "at" | "head">;
}

/** One round with all that it found. */
export async function readRound(
  desk: RoundDesk,
  record: StoredRound,
  now: Today,
): Promise<RoundDetail> {
  const { storage } = desk;
  const names = namesOf(await storage.catalogue());
  const live = await liveProgress(desk, [record], now);
  const progress = live?.progress ?? progressOf(record);
  const found = await findings(storage, record, names);
  const slips = await storage.records("slip", { round: record.id, limit: MOST_SLIPS });
  const issued = slips
    .filter(({ body }) => body.round === record.id && body.issuedBy === null)
    .toSorted((a, b) => a.body.number.localeCompare(b.body.number, "zh-CN", { numeric: true }));
  return {
    round: presentRound(record, { progress, lights: found.lights, slips: issued.length }),
    steps: record.body.steps.map((step) => ({ ...step, name: eventName(step.event) })),
    units: (progress ?? []).map((one) => ({
      unit: one.unit,
      unitName: unitName(names, one.unit),
      asked: one.asked,
      reported: one.reported,
      overdueDays: one.overdueDays,
      inTime: inTimeOf(record, one.unit),
      urgedAt: record.body.urged?.find(({ unit }) => unit === one.unit)?.at ?? null,
    })),
    gaps: found.gaps,
    remaining: await remainingOf(desk, record),
    slips: issued.map(({ id, state, body }) => ({
      id,
      number: body.number,
      rung: body.rung,
      unitName: unitName(names, body.case.unit),
      title: body.title,
      state,
      simulated: body.simulated,
    })),
  };
}

function inTimeOf({ body }: StoredRound, unit: string): boolean | null {
  if (body.atCutOff === null) return null;
  const then = body.atCutOff.find((one) => one.unit === unit);
  return then === undefined || then.reported >= then.asked;
}

/** Lights, and what moved since the round frozen before. */
async function findings(
  storage: Pick<Storage, "records" | "standings">,
  record: StoredRound,
  names: Names,
): Promise<{
  readonly lights: RoundDetail["round"]["lights"];
  readonly gaps: RoundDetail["gaps"];
}> {
  if (record.state !== "frozen") return { lights: null, gaps: null };
  const frozen = await storage.records("round", { states: ["frozen"], limit: MOST_ROUNDS });
  const before = frozen
    .map(({ id }) => id)
    .filter((code) => code < record.id)
    .toSorted()
    .at(-1);
  const rounds = [record.id, ...(before === undefined ? [] : [before])];
  const standings = await storage.standings({ rounds });
  const of = (code: string | undefined) => standings.filter(({ round }) => round === code);
  const gaps = gapsBetween(of(before), of(record.id));
  const all = (list: readonly RoundStanding[]) => list.map((one) => presentStanding(one, names));
  return {
    lights: lightsOf(of(record.id)),
    gaps: {
      before: before ?? null,
      turnedBehind: all(gaps.turnedBehind),
      turnedSlow: all(gaps.turnedSlow),
      stayed: all(gaps.stayed),
      recovered: all(gaps.recovered),
      movers: gaps.movers.map(({ standing, moved }) => ({
        standing: presentStanding(standing, names),
        moved,
      })),
      overdue: all(gaps.overdue),
    },
  };
}

/** What the rest of the year must bring: of the board that was frozen, else as it stands. */
async function remainingOf(
  { boards }: RoundDesk,
  { body }: StoredRound,
): Promise<RoundDetail["remaining"]> {
  const board = body.frozenSeq === null ? boards.head() : await boards.at(body.frozenSeq);
  return (board?.tiles ?? []).flatMap(({ key, name, region, remaining }) => {
    if (remaining.length === 0) return [];
    const wordsOf = (level: "base" | "stretch") =>
      remaining.find((one) => one.level === level)?.words ?? null;
    return {
      key,
      indicatorName: name,
      regionName: region.name,
      base: wordsOf("base"),
      stretch: wordsOf("stretch"),
    };
  });
}
