import { sql } from "kysely";
import type { AuditVerdict } from "../audit/audit.ts";
import { verifyAudit } from "../audit/verify.ts";
import type { Engine } from "../engine/engine.ts";
import { openPostgres } from "../engine/postgres.ts";
import { guarded } from "../errors.ts";
import { type Column, copyTable } from "./copy.ts";
import { type Leaving, OWN_MARKS, type Place, placeOf } from "./marks.ts";
import { MoveRefused } from "./refused.ts";
import { openSource, type Source } from "./source.ts";
import { type Claim, claimTarget, releaseTarget } from "./target.ts";
import { TABLES, type TableKey } from "./tables.ts";
import { sumOfSource, sumOfTarget, type TableSum } from "./verify.ts";

export interface MoveOptions {
  /** `file:/path/diaodu.db` */
  readonly from: string;
  /** `postgres://user@host/database` */
  readonly to: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told as rows arrive. */
  readonly progress?: ((step: MoveProgress) => void) | undefined;
}

/** A million rows are counted and looked through by one statement, in milliseconds. */
const LONG_STATEMENT = 600_000;

export interface MoveProgress {
  /** `check`: both sides of the table are being compared. */
  readonly step: "copy" | "check";
  readonly table: string;
  /** Rows that are there, and how many there will be. */
  readonly rows: number;
  readonly of: number;
}

export interface MovedTable extends TableSum {
  readonly table: string;
}

export interface MoveReport {
  /** Without user and password. */
  readonly to: string;
  readonly databaseId: string;
  /** Went on with a move that was interrupted. */
  readonly resumed: boolean;
  /** What both sides hold; empty where the move had been brought to its end before. */
  readonly tables: readonly MovedTable[];
  /** Of the audit log where it is now; null likewise. */
  readonly audit: AuditVerdict | null;
}

/**
 * Moves everything of an embedded database into a PostgreSQL that is empty, or goes on with a move
 * that was interrupted at whatever moment. Both sides are compared row by row before the target may
 * be used. Then the file is retired: a server that is started on it refuses. The id of the database
 * goes along, since the log and its past are the same, so pages go on where they stood.
 *
 * @throws MoveRefused, SchemaTooNew, StorageUnavailable
 */
export function moveToPostgres(options: MoveOptions): Promise<MoveReport> {
  return guarded(async () => {
    const source = await openSource(options.from, options);
    try {
      const leaving = await leave(source, options);
      const engine = openPostgres(options.to, {
        statementMs: LONG_STATEMENT,
        readMs: LONG_STATEMENT,
      });
      try {
        return await fill(engine, source, { ...options, leaving });
      } finally {
        await engine.close();
      }
    } finally {
      source.close();
    }
  });
}

/**
 * Gives up a move that is not at its end: the embedded database may be used again. What is in the
 * target already stays there, and is removed by the next move to it.
 *
 * @throws MoveRefused
 */
export function cancelMove(
  options: Pick<MoveOptions, "from" | "now" | "newId">,
): Promise<{ readonly to: string }> {
  return guarded(async () => {
    const source = await openSource(options.from, options);
    try {
      const { leaving } = source;
      if (leaving === null) throw new MoveRefused({ kind: "nothing_to_cancel" });
      if (leaving.state === "moved") throw new MoveRefused({ kind: "already_moved", ...leaving });
      source.setLeaving(null);
      return { to: leaving.to };
    } finally {
      source.close();
    }
  });
}

interface Leave {
  readonly leaving: Leaving;
  readonly resumed: boolean;
}

/** Marks the source, so that nothing is written to it between two attempts. */
async function leave(source: Source, { to, now, newId }: MoveOptions): Promise<Leave> {
  const { leaving } = source;
  const place = placeOf(to);
  if (leaving?.state === "moved") throw new MoveRefused({ kind: "already_moved", ...leaving });
  if (leaving !== null) {
    if (leaving.to !== place) throw new MoveRefused({ kind: "moving_elsewhere", to: leaving.to });
    return { leaving, resumed: true };
  }
  const begun: Leaving = { move: newId(), state: "moving", to: place, at: now().toISOString() };
  return { leaving: begun, resumed: false };
}

async function fill(
  engine: Engine,
  source: Source,
  o: MoveOptions & { readonly leaving: Leave },
): Promise<MoveReport> {
  const { leaving, resumed } = o.leaving;
  const claim: Claim = { ...o, move: leaving.move, source: source.databaseId };
  // What is refused leaves no mark: only then may the source be kept from its servers.
  const place = await claimTarget(engine, claim);
  if (!resumed) source.setLeaving(leaving);
  const told = { to: leaving.to, databaseId: source.databaseId, resumed };
  let tables: MovedTable[] = [];
  let audit: AuditVerdict | null = null;
  if (place !== "moved") {
    await copyAll(engine, source, place, o);
    await sql`analyze`.execute(engine.reads);
    tables = await compareAll(engine, source, o);
    audit = await verifyAudit(engine.reads);
    await releaseTarget(engine, claim);
  }
  source.setLeaving({ ...leaving, state: "moved", at: o.now().toISOString() });
  return { ...told, tables, audit };
}

async function copyAll(
  engine: Engine,
  source: Source,
  from: Place,
  { progress = () => {} }: Pick<MoveOptions, "progress">,
): Promise<void> {
  const first = TABLES.findIndex(({ table }) => table === from.table);
  for (const [index, table] of TABLES.entries()) {
    if (index < first) continue;
    const place = index === first ? from : { table: table.table, after: null, rows: 0 };
    const columns = await columnsOf(engine, source, table);
    const of = source.count(table.table);
    const stored = (rows: number): void => progress({ step: "copy", table: table.table, rows, of });
    await copyTable(engine, source, {
      table,
      columns,
      place,
      passedOver: passedOverIn(table),
      stored,
    });
  }
}

async function compareAll(
  engine: Engine,
  source: Source,
  { progress = () => {} }: Pick<MoveOptions, "progress">,
): Promise<MovedTable[]> {
  const sums: MovedTable[] = [];
  const differing: string[] = [];
  for (const table of TABLES) {
    const typed = await columnsOf(engine, source, table);
    const summed = {
      table,
      columns: typed.map(({ name }) => name),
      passedOver: passedOverIn(table),
      holdsBytes: typed.some(({ type }) => type === "bytea"),
    };
    const before = sumOfSource(source, summed);
    const now = await sumOfTarget(engine, summed);
    if (before.rows !== now.rows || before.hash !== now.hash) differing.push(table.table);
    sums.push({ table: table.table, ...now });
    progress({ step: "check", table: table.table, rows: now.rows, of: before.rows });
  }
  if (differing.length > 0) throw new MoveRefused({ kind: "differs", tables: differing });
  return sums;
}

/** Marks of a move belong to the side that they stand on. */
function passedOverIn({ table }: TableKey): (row: Readonly<Record<string, unknown>>) => boolean {
  return table === "meta" ? (row) => OWN_MARKS.includes(String(row["key"])) : () => false;
}

/** By name. @throws Error where the two schemas differ, which no version of the program makes */
async function columnsOf(
  engine: Engine,
  source: Source,
  { table }: TableKey,
): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(engine.reads);
  const columns = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const own = source.columnsOf(table);
  if (columns.map(({ name }) => name).join() !== own.join()) {
    throw new Error(`the columns of ${table} are not the same on both sides`);
  }
  return columns;
}
