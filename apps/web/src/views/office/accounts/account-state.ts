import type { Account } from "@diaodu/contracts";
import { ADMINISTRATORS, type PersonalRole } from "@diaodu/domain";

export type AccountState = "active" | "disabled" | "locked" | "mustChange";

/** The one thing to know about an account; what keeps its owner out comes first. */
export function stateOf(account: Account, now: number): AccountState {
  if (account.state === "disabled") return "disabled";
  if (account.lockedUntil !== null && Date.parse(account.lockedUntil) > now) return "locked";
  return account.mustChangePassword ? "mustChange" : "active";
}

/** How an administrator signs in is changed on the server's console alone. */
export function isAdministrator(roles: readonly PersonalRole[]): boolean {
  return ADMINISTRATORS.some((role) => roles.includes(role));
}

/** Whether what was typed is part of the name or of the login. */
export function isFound(account: Account, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return account.name.toLowerCase().includes(wanted) || account.login.includes(wanted);
}
