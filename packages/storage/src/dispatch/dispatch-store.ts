import type { Ground } from "../ground.ts";
import { readRecord, readRecordHistory, readRecords } from "./record-reads.ts";
import type { DispatchRecords } from "./records.ts";
import { readStandings } from "./standings.ts";
import { writeRecords } from "./write-records.ts";

export function dispatchRecordsOf(ground: Ground): DispatchRecords {
  const db = ground.engine.reads;
  return {
    records: (kind, filter) => readRecords(db, kind, filter ?? {}),
    record: (kind, id, at) => readRecord(db, kind, id, at?.atSeq),
    recordHistory: (kind, id) => readRecordHistory(db, kind, id),
    writeRecords: async (o) => writeRecords(ground, o),
    standings: async (filter) => readStandings(db, filter),
  };
}
