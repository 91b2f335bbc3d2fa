import type { Person } from "@diaodu/domain";
import type { RecordMark } from "../change.ts";
import type { AnyRecord, AnyRecordStep } from "./records.ts";

/** What a record names, and so what it is found by and who hears of it. */
export interface RecordNames {
  /** The owing one first, each once. */
  readonly units: readonly string[];
  readonly region: string | null;
  readonly indicator: string | null;
  readonly round: string | null;
  /** Ids, each once. */
  readonly accounts: readonly string[];
}

const NOTHING: RecordNames = {
  units: [],
  region: null,
  indicator: null,
  round: null,
  accounts: [],
};

/** Settings name nothing: who is told that they changed learns no more than that. */
export function namesOf(record: AnyRecordStep | AnyRecord): RecordNames {
  switch (record.kind) {
    case "item": {
      const { unit, coUnits, remedies, region, indicator, round } = record.body;
      const { person, leader, raisedBy } = record.body;
      return {
        units: once([unit, ...coUnits, ...remedies.map((remedy) => remedy.unit)]),
        region,
        indicator,
        round,
        accounts: accountsOf(person, leader, raisedBy),
      };
    }
    case "slip": {
      const { unit, region, indicator } = record.body.case;
      return { units: [unit], region, indicator, round: record.body.round, accounts: [] };
    }
    case "liaison": {
      const { unit, region, indicator, leader } = record.body;
      return { units: [unit], region, indicator, round: null, accounts: accountsOf(leader) };
    }
    case "meeting":
      return {
        ...NOTHING,
        round: record.body.round,
        accounts: accountsOf(record.body.host),
      };
    case "bulletin":
      return { ...NOTHING, round: record.body.round };
    case "round":
      return { ...NOTHING, round: record.body.code };
    case "settings":
      return NOTHING;
  }
}

/** The record as the log tells of it: never what it says. */
export function markOf(record: AnyRecord): RecordMark {
  const { kind, id, version, state, event } = record;
  const { units, region, accounts } = namesOf(record);
  return { kind, id, version, state, event, units, region, accounts };
}

function accountsOf(...people: readonly (Person | null)[]): string[] {
  return once(people.flatMap((person) => person?.accountId ?? []));
}

function once(list: readonly string[]): string[] {
  return [...new Set(list)];
}
