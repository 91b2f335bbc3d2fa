import type { RoundOnWire, Rounds } from "@diaodu/contracts";
import { roundsOfYear } from "@diaodu/domain";
import type { Storage, UnitProgress } from "@diaodu/storage";
import { unitProgress } from "../../dispatch/progress.ts";
import type { Desk, Today } from "../reports/desk.ts";
import { lightsOf, presentRound } from "./presenter.ts";
import type { StoredRound } from "./presenter.ts";

/** A round a day for two years, and some. */
const MOST_ROUNDS = 800;
/** Rounds whose standings are read in one go: a board of 200 rows fills 10,000. */
const AT_ONCE = 50;
const MOST_SLIPS = 10_000;

/** Records of the rounds of a year, newest first. */
async function recordsOfYear(
  storage: Pick<Storage, "records">,
  year: number,
): Promise<StoredRound[]> {
  const records = await storage.records("round", { limit: MOST_ROUNDS });
  return records
    .filter(({ id }) => id.startsWith(`${year}-R`))
    .toSorted((left, right) => (left.id < right.id ? 1 : -1));
}

/** The year's list. */
export async function readRounds(
  desk: Pick<Desk, "storage">,
  year: number,
  now: Today,
): Promise<Rounds> {
  const { storage } = desk;
  const records = await recordsOfYear(storage, year);
  const planned = roundsOfYear(year, now.calendar);
  const lights = await lightsByRound(storage, records);
  const slips = await slipsByRound(storage);
  const live = await liveProgress(desk, records, now);
  return {
    year,
    today: now.today,
    running: records.find(({ id }) => id === now.round.code)?.id ?? null,
    planned: planned.length,
    left: planned.filter(({ start }) => start > now.today).length,
    rounds: records.map((record) =>
      presentRound(record, {
        progress: live?.code === record.id ? live.progress : progressOf(record),
        lights: lights.get(record.id) ?? null,
        slips: slips.get(record.id) ?? 0,
      }),
    ),
  };
}

/** How far units had come when the round ended, else at its cut-off; null before. */
export function progressOf({ body }: StoredRound): readonly UnitProgress[] | null {
  return body.atClose ?? body.atCutOff;
}

/** What units have sent of the running round, where it is among these. */
export async function liveProgress(
  { storage }: Pick<Desk, "storage">,
  records: readonly StoredRound[],
  now: Today,
): Promise<{ readonly code: string; readonly progress: readonly UnitProgress[] } | null> {
  const { code } = now.round;
  if (!records.some(({ id, body }) => id === code && body.atClose === null)) return null;
  return { code, progress: await unitProgress(storage, await storage.catalogue(), now) };
}

async function lightsByRound(
  storage: Pick<Storage, "standings">,
  records: readonly StoredRound[],
): Promise<Map<string, RoundOnWire["lights"]>> {
  const frozen = records.filter(({ state }) => state === "frozen").map(({ id }) => id);
  const found = new Map<string, RoundOnWire["lights"]>();
  for (let from = 0; from < frozen.length; from += AT_ONCE) {
    const rounds = frozen.slice(from, from + AT_ONCE);
    const standings = await storage.standings({ rounds });
    for (const code of rounds) {
      found.set(code, lightsOf(standings.filter(({ round }) => round === code)));
    }
  }
  return found;
}

async function slipsByRound(storage: Pick<Storage, "records">): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { body } of await storage.records("slip", { limit: MOST_SLIPS })) {
    if (body.issuedBy === null) counts.set(body.round, (counts.get(body.round) ?? 0) + 1);
  }
  return counts;
}
