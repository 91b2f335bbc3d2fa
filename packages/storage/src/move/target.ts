import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";
import { SchemaTooNew } from "../errors.ts";
import { DATABASE_ID } from "../meta.ts";
import { migrate, SCHEMA_VERSION } from "../migrations/migrate.ts";
import { ARRIVING, type Arriving, parsed, PLACE, type Place } from "./marks.ts";
import { MoveRefused } from "./refused.ts";
import { quoted } from "./source.ts";
import { TABLES } from "./tables.ts";

export interface Claim {
  readonly move: string;
  readonly source: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Makes the target ready for this move: an empty database gets the schema and the mark that keeps
 * servers off, what an abandoned move of the same source left is removed.
 *
 * @returns where to go on, or `moved` when this very move was brought to its end before
 * @throws MoveRefused when it holds anything else; SchemaTooNew
 */
export async function claimTarget(engine: Engine, claim: Claim): Promise<Place | "moved"> {
  const found = await lookAt(engine);
  const { arriving } = found;
  const sameSource = arriving?.source === claim.source;
  if (sameSource && arriving.move === claim.move) {
    if (arriving.state === "moved") return "moved";
    await migrate(engine, claim);
    const place = parsed<Place>(await metaOf(engine, PLACE));
    if (place !== null) return place;
  } else if (sameSource && arriving.state === "moving") {
    await engine.write((tx) => removeTables(tx, found.tables));
  } else if (found.occupied !== null) {
    throw new MoveRefused({ kind: "target_occupied", table: found.occupied });
  }
  await migrate(engine, claim);
  const first: Place = { table: TABLES[0]?.table ?? "", after: null, rows: 0 };
  await engine.write(async (tx) => {
    await engine.takeSchemaTurn(tx);
    await setMark(tx, ARRIVING, arrivingOf(claim, "moving"));
    await setMark(tx, PLACE, first);
  });
  return first;
}

/** Marks the target as whole: from now on servers may use it. */
export async function releaseTarget(engine: Engine, claim: Claim): Promise<void> {
  await engine.write(async (tx) => {
    await setMark(tx, ARRIVING, arrivingOf(claim, "moved"));
    await tx.deleteFrom("meta").where("key", "=", PLACE).execute();
  });
}

/** Notes how far the move is, together with the rows that brought it there. */
export function setPlace(tx: Writer, place: Place): Promise<void> {
  return setMark(tx, PLACE, place);
}

function arrivingOf({ move, source, now }: Claim, state: Arriving["state"]): Arriving {
  return { move, state, source, at: now().toISOString() };
}

async function setMark(tx: Writer, key: string, mark: Arriving | Place): Promise<void> {
  const value = JSON.stringify(mark);
  await tx
    .insertInto("meta")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

interface Found {
  readonly tables: ReadonlySet<string>;
  readonly arriving: Arriving | null;
  /** A table that holds rows of somebody else; null for an empty database. */
  readonly occupied: string | null;
}

/** Looks without changing anything: another program's database must stay as it is. */
async function lookAt(engine: Engine): Promise<Found> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema()
    order by table_name`.execute(engine.reads);
  const tables = new Set(rows.map(({ name }) => name));
  if (!tables.has("migration") || !tables.has("meta")) {
    return { tables, arriving: null, occupied: rows[0]?.name ?? null };
  }
  const { version } = await engine.reads
    .selectFrom("migration")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirstOrThrow();
  if (version > SCHEMA_VERSION) throw new SchemaTooNew(version, SCHEMA_VERSION);
  const arriving = parsed<Arriving>(await metaOf(engine, ARRIVING));
  return { tables, arriving, occupied: await occupiedOf(engine, tables) };
}

async function occupiedOf(engine: Engine, tables: ReadonlySet<string>): Promise<string | null> {
  for (const { table } of TABLES) {
    if (!tables.has(table)) continue;
    // A database that was opened once has an id and nothing else.
    const own = table === "meta" ? sql`where key <> ${DATABASE_ID}` : sql``;
    const { rows } = await sql`select 1 from ${sql.table(table)} ${own} limit 1`.execute(
      engine.reads,
    );
    if (rows.length > 0) return table;
  }
  return null;
}

async function metaOf(engine: Engine, key: string) {
  const row = await engine.reads
    .selectFrom("meta")
    .select("value")
    .where("key", "=", key)
    .executeTakeFirst();
  return row?.value ?? null;
}

/** Of an abandoned move only: nobody ever worked with them. */
async function removeTables(tx: Writer, tables: ReadonlySet<string>): Promise<void> {
  const names = [...tables].map(quoted).join(", ");
  await sql.raw(`drop table ${names}`).execute(tx);
  await sql`drop function if exists audit_refuse()`.execute(tx);
}
