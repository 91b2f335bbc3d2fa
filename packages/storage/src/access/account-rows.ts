import type { Insertable, Selectable } from "kysely";
import type { Schema } from "../schema.ts";
import type { Account, Credentials, NewAccount } from "./accounts.ts";

type Row = Selectable<Schema["account"]>;

/** Without the secrets: they are read by {@link CREDENTIAL_COLUMNS} alone. */
export const ACCOUNT_COLUMNS = [
  "id",
  "login",
  "name",
  "roles",
  "scope",
  "state",
  "must_change_password",
  "password_changed_at",
  "locked_until",
  "open_id",
  "created_at",
  "last_sign_in_at",
  "version",
  "totp_secret",
] as const satisfies readonly (keyof Row)[];

export const CREDENTIAL_COLUMNS = [
  "password_hash",
  "former_hashes",
  "totp_secret",
  "totp_used_step",
  "failures",
] as const satisfies readonly (keyof Row)[];

export function accountOf(row: Pick<Row, (typeof ACCOUNT_COLUMNS)[number]>): Account {
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    roles: JSON.parse(row.roles) as Account["roles"],
    scope: JSON.parse(row.scope) as Account["scope"],
    state: row.state as Account["state"],
    mustChangePassword: row.must_change_password === 1,
    passwordChangedAt: row.password_changed_at,
    lockedUntil: row.locked_until,
    secondFactor: row.totp_secret !== null,
    openId: row.open_id,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
    version: row.version,
  };
}

export function credentialsOf(row: Pick<Row, (typeof CREDENTIAL_COLUMNS)[number]>): Credentials {
  return {
    passwordHash: row.password_hash,
    formerHashes: JSON.parse(row.former_hashes) as string[],
    totpSecret: row.totp_secret,
    totpUsedStep: row.totp_used_step,
    failures: row.failures,
  };
}

export function newAccountRow(
  account: NewAccount,
  id: string,
  at: string,
): Insertable<Schema["account"]> {
  return {
    id,
    login: account.login.toLowerCase(),
    name: account.name,
    roles: JSON.stringify(account.roles),
    scope: JSON.stringify(account.scope),
    state: "active",
    must_change_password: account.mustChangePassword ? 1 : 0,
    password_hash: account.passwordHash,
    former_hashes: "[]",
    password_changed_at: account.passwordHash === null ? null : at,
    failures: 0,
    locked_until: null,
    totp_secret: null,
    totp_used_step: null,
    open_id: account.openId ?? null,
    created_at: at,
    last_sign_in_at: null,
    version: 1,
  };
}
