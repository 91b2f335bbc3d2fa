import type { Selectable } from "kysely";
import type { Engine, Reader } from "../engine/engine.ts";
import type { Schema } from "../schema.ts";
import type { Draft, Reports } from "./reports.ts";

export function draftsOf(engine: Engine): Pick<Reports, "draft" | "saveDraft"> {
  return {
    draft: (unit, round) => readDraft(engine.reads, unit, round),
    saveDraft: ({ basedOn, unit, round, cells, by, at }) =>
      engine.write(async (tx) => {
        const saved = {
          version: basedOn + 1,
          cells,
          by_account: by.accountId,
          by_name: by.name,
          saved_at: at,
        };
        // One statement either way: of two who save over one version, the second changes nothing.
        const row =
          basedOn === 0
            ? await tx
                .insertInto("draft")
                .values({ unit, round, ...saved })
                .onConflict((conflict) => conflict.columns(["unit", "round"]).doNothing())
                .returningAll()
                .executeTakeFirst()
            : await tx
                .updateTable("draft")
                .set(saved)
                .where("unit", "=", unit)
                .where("round", "=", round)
                .where("version", "=", basedOn)
                .returningAll()
                .executeTakeFirst();
        return row === undefined
          ? { kind: "changed_meanwhile", draft: await readDraft(tx, unit, round) }
          : { kind: "saved", draft: draftOf(row) };
      }),
  };
}

async function readDraft(db: Reader, unit: string, round: string): Promise<Draft | null> {
  const row = await db
    .selectFrom("draft")
    .selectAll()
    .where("unit", "=", unit)
    .where("round", "=", round)
    .executeTakeFirst();
  return row === undefined ? null : draftOf(row);
}

function draftOf(row: Selectable<Schema["draft"]>): Draft {
  const { unit, round, version, cells, by_account: accountId, by_name: name } = row;
  return { unit, round, version, cells, by: { accountId, name }, at: row.saved_at };
}
