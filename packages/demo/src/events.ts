import { createHash } from "node:crypto";
import type { Family, Instant, Observation, PlainDate } from "@diaodu/domain";
import { compareEvents } from "./business-order.ts";
import { indicatorOf } from "./catalogue.ts";
import type { Act } from "./cycle/act.ts";
import { cycleScript } from "./cycle/script.ts";
import { airObservations, loadAirDays, loadFigures } from "./figures.ts";
import { roundFigures } from "./round-figures.ts";
import { unitName } from "./units.ts";

/** One release: everything that one publisher gave out on one family at one moment. */
export interface ReplayEvent {
  /** Stable across runs and machines; also the submission's idempotency key. ASCII. */
  id: string;
  /** The business instant at which it became public. */
  at: Instant;
  family: Family;
  reportedBy: string;
  /** 1 to 1000 observations, submitted as one; none where an invented person acts. */
  observations: readonly Observation[];
  /** What an invented person does at this moment instead; absent for a release. */
  act?: Act;
}

/** Hours of China time at which each kind of figure appears. */
const RELEASE_HOUR = { official: 10, monitoring: 9, dispatch: 17 } as const;

/** Figures of stations are sent by the city's own bureau. */
const AIR_REPORTER = "德州市生态环境局";

/** The instant of a whole hour of a China (UTC+8) day. */
export function chinaInstant(date: PlainDate, hour: number): Instant {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + hour * 3_600_000).toISOString();
}

/** The last millisecond of a China day. */
export function endOfChinaDay(date: PlainDate): Instant {
  return new Date(Date.parse(chinaInstant(date, 24)) - 1).toISOString();
}

/**
 * Every event of the demonstration in business order, read from `data/`: published figures at 10:00
 * of their release day, air at 09:00 of the next morning, invented 调度数 at 17:00 of the round's end.
 * `seed` decides the drift of the invented figures; `airFrom` the first day of air.
 */
export function loadEvents(
  options: { seed?: number; airFrom?: PlainDate; dispatch?: boolean } = {},
): ReplayEvent[] {
  const { seed = 2020, airFrom = "2018-01-01", dispatch = true } = options;
  const figures = loadFigures();
  const official = figures.map(({ note: _note, ...observation }) => observation);
  const air = loadAirDays()
    .filter((day) => day.date >= airFrom)
    .flatMap(airObservations);
  const rounds = dispatch ? roundFigures({ figures: official, seed }) : [];
  return toEvents([
    ...official.map((observation) => ({ observation, reportedBy: publisher(observation.source) })),
    ...air.map((observation) => ({ observation, reportedBy: AIR_REPORTER })),
    ...rounds.flatMap(({ observations, unit }) =>
      observations.map((observation) => ({ observation, reportedBy: unitName(unit) })),
    ),
  ]);
}

/** Groups observations by family, instant and publisher, and sorts the groups in business order. */
export function toEvents(
  reported: readonly { observation: Observation; reportedBy: string }[],
): ReplayEvent[] {
  const groups = new Map<string, ReplayEvent & { observations: Observation[] }>();
  for (const { observation, reportedBy } of reported) {
    const { family } = indicatorOf(observation.indicator);
    const at = chinaInstant(observation.asOf, RELEASE_HOUR[observation.basis]);
    const key = `${at}|${family}|${reportedBy}`;
    const group = groups.get(key);
    if (group) group.observations.push(observation);
    else
      groups.set(key, {
        id: eventId(at, key),
        at,
        family,
        reportedBy,
        observations: [observation],
      });
  }
  return [...groups.values()].toSorted(compareEvents);
}

/** `demo-20200716T02-` and twelve hexadecimal digits of the group's key. */
function eventId(at: Instant, key: string): string {
  const digest = createHash("sha256").update(key).digest("hex").slice(0, 12);
  return `demo-${at.slice(0, 13).replaceAll("-", "")}-${digest}`;
}

/** The publishing agency stands before the dot of a source: `国家统计局 · scholarmate.com/S/YCOLDf`. */
function publisher(source: string): string {
  return source.split(" · ")[0] ?? source;
}

/** The script of the cycle as events of the replay. What came before `from` is left out. */
export function actEvents(acts: readonly Act[], from: Instant): ReplayEvent[] {
  return acts
    .filter(({ at }) => at >= from)
    .map((act) => ({
      id: act.id,
      at: act.at,
      family: "gdp",
      reportedBy: act.by,
      observations: [],
      act,
    }));
}

/**
 * What the running demonstration plays from a day on: releases, and the acts of the invented people,
 * whose reports bring the 调度数. Before that day the 调度数 were simply published.
 */
export function demonstrationEvents(from: PlainDate): ReplayEvent[] {
  const start = chinaInstant(from, 0);
  return [
    ...loadEvents().filter(({ at }) => at < start),
    ...loadEvents({ dispatch: false }).filter(({ at }) => at >= start),
    ...actEvents(cycleScript(), start),
  ];
}
