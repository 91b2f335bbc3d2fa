import { ADMINISTRATORS } from "@diaodu/domain";
import type { Reader } from "../engine/engine.ts";
import { ACCOUNT_COLUMNS, accountOf, CREDENTIAL_COLUMNS, credentialsOf } from "./account-rows.ts";
import type { Account, Credentials } from "./accounts.ts";

/** Oldest first. */
export async function readAccounts(db: Reader): Promise<Account[]> {
  const rows = await db
    .selectFrom("account")
    .select(ACCOUNT_COLUMNS)
    .orderBy("created_at")
    .orderBy("login")
    .execute();
  return rows.map(accountOf);
}

export async function readAccount(
  db: Reader,
  column: "id" | "login" | "open_id",
  value: string,
): Promise<Account | null> {
  const row = await db
    .selectFrom("account")
    .select(ACCOUNT_COLUMNS)
    .where(column, "=", value)
    .executeTakeFirst();
  return row === undefined ? null : accountOf(row);
}

export async function readCredentials(db: Reader, id: string): Promise<Credentials | null> {
  const row = await db
    .selectFrom("account")
    .select(CREDENTIAL_COLUMNS)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : credentialsOf(row);
}

/** Active accounts that hold one of the three administrators' roles. */
export async function countAdministrators(db: Reader): Promise<number> {
  const accounts = await readAccounts(db);
  const administrators: readonly string[] = ADMINISTRATORS;
  return accounts.filter(
    ({ state, roles }) => state === "active" && roles.some((role) => administrators.includes(role)),
  ).length;
}
