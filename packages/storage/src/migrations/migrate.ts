import type { Engine, Writer } from "../engine/engine.ts";
import { SchemaTooNew } from "../errors.ts";
import { DATABASE_ID } from "../meta.ts";
import { logAndBoard } from "./0001-log-and-board.ts";
import { peopleAndReports } from "./0002-people-and-reports.ts";
import { airHours } from "./0003-air-hours.ts";
import { dispatch } from "./0004-dispatch.ts";
import { changeMarks } from "./0005-change-marks.ts";
import { slate } from "./0006-slate.ts";

interface Migration {
  readonly name: string;
  readonly up: (engine: Engine, tx: Writer) => Promise<void>;
}

/** In the order they are applied; the place is the version. Only ever append. */
const MIGRATIONS: readonly Migration[] = [
  { name: "log-and-board", up: logAndBoard },
  { name: "people-and-reports", up: peopleAndReports },
  { name: "air-hours", up: airHours },
  { name: "dispatch", up: dispatch },
  { name: "change-marks", up: changeMarks },
  { name: "slate", up: slate },
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the database forward to this program's schema, in one transaction: it is at the new
 * version or untouched, and has an id. Two processes that start together take turns.
 *
 * @throws SchemaTooNew when a newer program has written it
 */
export function migrate(
  engine: Engine,
  from: { readonly now: () => Date; readonly newId: () => string },
): Promise<void> {
  return engine.write(async (tx) => {
    await engine.takeSchemaTurn(tx);
    await tx.schema
      .createTable("migration")
      .ifNotExists()
      .addColumn("version", "integer", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("applied_at", "text", (column) => column.notNull())
      .execute();
    const applied = await tx
      .selectFrom("migration")
      .select((eb) => eb.fn.max("version").as("version"))
      .executeTakeFirst();
    const found = applied?.version ?? 0;
    if (found > SCHEMA_VERSION) throw new SchemaTooNew(found, SCHEMA_VERSION);
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < found) continue;
      await migration.up(engine, tx);
      await tx
        .insertInto("migration")
        .values({
          version: index + 1,
          name: migration.name,
          applied_at: from.now().toISOString(),
        })
        .execute();
    }
    await tx
      .insertInto("meta")
      .values({ key: DATABASE_ID, value: from.newId() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
