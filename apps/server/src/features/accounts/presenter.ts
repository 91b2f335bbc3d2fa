import type { Account as SentAccount } from "@diaodu/contracts";
import type { Account } from "@diaodu/storage";

/** An account field by field: no secret leaves by accident. */
export function presentAccount(account: Account): SentAccount {
  const { units, regions } = account.scope;
  return {
    id: account.id,
    login: account.login,
    name: account.name,
    roles: [...account.roles],
    scope: {
      units: units === "all" ? units : [...units],
      regions: regions === "all" ? regions : [...regions],
    },
    state: account.state,
    mustChangePassword: account.mustChangePassword,
    passwordChangedAt: account.passwordChangedAt,
    lockedUntil: account.lockedUntil,
    secondFactor: account.secondFactor,
    openId: account.openId,
    createdAt: account.createdAt,
    lastSignInAt: account.lastSignInAt,
    version: account.version,
  };
}
