import { DEFAULT_LADDER } from "@diaodu/domain";
import type { ActionItem } from "@diaodu/domain";
import { catalogue } from "@diaodu/demo";
import type { AnyRecordStep, Storage } from "@diaodu/storage";
import { expect } from "vitest";
import { createAuditor } from "../../apps/server/src/access/audit.ts";
import { createCycle } from "../../apps/server/src/dispatch/cycle.ts";
import type { Cycle } from "../../apps/server/src/dispatch/cycle.ts";
import { readAnew } from "../../apps/server/src/dispatch/reporting.ts";
import { anItem } from "../../apps/server/test/items.ts";
import { auditOf } from "../../apps/server/test/people.ts";
import type { Dice } from "./dice.ts";
import { OWING, referenceOf } from "./round-reference.ts";
import type { Lived, LivedSlip } from "./round-reference.ts";
import { ROWS } from "./round-schedule.ts";
import type { Schedule, SlipAct, Wake } from "./round-schedule.ts";

/** What a server does from its death on: nothing. */
class Killed extends Error {}

/** A catalogue of a few rows: enough to owe, to name and to ask. */
export async function seedSmall(storage: Storage): Promise<void> {
  const named = new Set<string>(ROWS.map(({ indicator }) => indicator));
  const duty = { unit: OWING, indicator: "budget_revenue", region: "100000" };
  await storage.saveCatalogue({
    regions: catalogue.regions,
    units: catalogue.units,
    indicators: catalogue.indicators.filter(({ code }) => named.has(code)),
    duties: [
      { ...duty, basis: "dispatch", measures: ["level"] },
      { ...duty, indicator: "new_jobs", unit: "statistics", basis: "official", measures: [] },
      { ...duty, indicator: "gdp", unit: "statistics", basis: "official", measures: [] },
    ],
  });
}

export interface Abuse {
  readonly deaths: number;
  readonly steps: number;
  readonly slips: number;
}

/**
 * Lives a schedule on a real database by several servers at once, of which each dies between any two
 * calls of the storage, before or after one, and starts again at the same moment; then holds
 * everything that the database says against the reference.
 */
export async function liveRounds(
  storages: readonly [Storage, ...Storage[]],
  schedule: Schedule,
  o: { readonly dice: Dice; readonly dying: number },
): Promise<Abuse> {
  const [storage] = storages;
  const { dice } = o;
  const reference = referenceOf(schedule);
  await prepare(storage, schedule);
  let wake: Wake | null = null;
  let deaths = 0;

  function start(own: Storage): Cycle {
    let left = dice.chance(o.dying) ? dice.between(1, 40) : Number.POSITIVE_INFINITY;
    const mortal = new Proxy(own, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return async (...given: unknown[]): Promise<unknown> => {
          left -= 1;
          if (left < 0 || (left === 0 && dice.chance(0.5))) throw new Killed();
          const made: unknown = await Reflect.apply(value, target, given);
          if (left === 0) throw new Killed();
          return made;
        };
      },
    });
    let seq = 0;
    return createCycle({
      storage: mortal,
      boards: {
        standings: () => ({ seq, standings: standingsAt(wake) }),
        reporting: readAnew(mortal),
      },
      audit: createAuditor(own, () => new Date(wake?.at ?? 0)),
      publish: async () => {
        seq = await mortal.headSeq();
      },
      simulated: false,
    });
  }

  const servers = storages.map((own) => ({ own, cycle: start(own) }));
  for (wake of schedule.wakes) {
    const acted = reference.act(wake);
    if (wake.closes !== null) await closeItem(storage, wake.closes);
    if (acted !== null) await actOn(storage, acted.slip, acted.event);
    reference.live(wake);
    const now = new Date(wake.at);
    await Promise.all(
      servers.map(async (server) => {
        for (;;) {
          try {
            await server.cycle.keep(now);
            return;
          } catch (error) {
            if (!(error instanceof Killed)) throw error;
            deaths += 1;
            server.cycle = start(server.own);
          }
        }
      }),
    );
  }
  await compare(storage, reference.lived);
  const { steps, slips } = reference.lived;
  return { deaths, steps: steps.length, slips: slips.length };
}

/** How the board stands at this wake. */
function standingsAt(wake: Wake | null) {
  return ROWS.map((row, place) => ({
    ...row,
    light: wake?.lights[place] ?? ("none" as const),
    words: "落后序时进度",
    gap: null,
    period: null,
    value: null,
    dueOn: null,
  }));
}

async function write(storage: Storage, step: AnyRecordStep): Promise<void> {
  const written = await storage.writeRecords({
    steps: [step],
    by: { accountId: null, name: "有人" },
    at: "2020-01-01T00:00:00.000Z",
    audit: auditOf("slip.manage"),
  });
  expect(written.kind).toBe("committed");
}

const STEP = { words: null, evidence: [] } as const;

async function prepare(storage: Storage, { calendar, items }: Schedule): Promise<void> {
  const set = { kind: "settings", basedOn: 0, state: "set", event: "set", ...STEP } as const;
  await write(storage, { ...set, id: "calendar", body: calendar });
  await write(storage, { ...set, id: "ladder", body: { ladders: [DEFAULT_LADDER] } });
  for (const [place, dueOn] of items.entries()) {
    const body: ActionItem = anItem({ dueOn });
    const given = { kind: "item", basedOn: 0, state: "assigned", event: "raise" } as const;
    await write(storage, { ...given, ...STEP, id: `item-${place}`, body });
  }
}

async function closeItem(storage: Storage, place: number): Promise<void> {
  const item = await storage.record("item", `item-${place}`);
  if (item === null || item.state === "closed") return;
  const { kind, id, body, version } = item;
  await write(storage, {
    kind,
    id,
    body,
    basedOn: version,
    state: "closed",
    event: "close",
    ...STEP,
  });
}

async function actOn(storage: Storage, wanted: LivedSlip, event: SlipAct): Promise<void> {
  const slips = await storage.records("slip");
  const slip = slips.find(({ body }) => body.number === wanted.number);
  if (slip === undefined) throw new Error(`no slip ${wanted.number}`);
  const state = ({ read: "read", answer: "answered", withdraw: "withdrawn" } as const)[event];
  const { kind, id, body, version } = slip;
  await write(storage, { kind, id, body, basedOn: version, state, event, ...STEP });
}

/** Everything that the database says of rounds, slips, standings and messages. */
async function compare(storage: Storage, lived: Lived): Promise<void> {
  const rounds = await storage.records("round", { limit: 1000 });
  const versions = await Promise.all(rounds.map(({ id }) => storage.recordHistory("round", id)));
  const steps = versions
    .flat()
    .toSorted((left, right) => left.seq - right.seq)
    .map(({ id, event, at, body }) => ({ code: id, event, due: body.steps.at(-1)?.due, at }));
  expect(steps).toEqual(lived.steps);
  for (const { body, version } of rounds) expect(body.steps).toHaveLength(version);

  const log = await storage.changesSince(0, 10_000);
  const opened = log.flatMap((row) => (row.kind === "round" ? row.payload.code : []));
  expect(opened).toEqual(lived.steps.flatMap(({ code, event }) => (event === "open" ? code : [])));

  const slips = await storage.records("slip", { limit: 10_000 });
  const numbered = (a: { number: string }, b: { number: string }) =>
    a.number.localeCompare(b.number, "zh-CN", { numeric: true });
  expect(
    slips
      .map(({ body, state }) => ({
        key: body.case.key,
        since: body.case.since,
        rung: body.rung,
        rule: body.rule,
        round: body.round,
        issuedOn: body.issuedOn,
        answerBy: body.answerBy,
        number: body.number,
        state,
      }))
      .toSorted(numbered),
  ).toEqual(lived.slips.toSorted(numbered));

  const codes = rounds.map(({ id }) => id);
  const standings = await storage.standings({ rounds: codes });
  const named = (a: { round: string; indicator: string }, b: typeof a) =>
    a.round < b.round ? -1 : a.round > b.round ? 1 : a.indicator < b.indicator ? -1 : 1;
  expect(
    standings.map(({ round, indicator, light, streak, trouble, since }) => {
      return { round, indicator, light, streak, trouble, since };
    }),
  ).toEqual(lived.standings.toSorted(named));

  const messages = await storage.messages({ limit: 10_000 });
  const told = messages.map(({ id, about, number }) => `${id} ${about.kind} ${number ?? ""}`);
  const expected = [
    ...lived.reminded.map((code) => `remind-${code}-${OWING}:product round `),
    ...slips.map(({ id, body }) => `${id}:product slip ${body.number}`),
  ];
  expect(told.toSorted()).toEqual(expected.toSorted());
}
