import { ADMINISTRATORS, ROLE_NAMES } from "@diaodu/domain";
import type { PersonalRole } from "@diaodu/domain";
import type { Account } from "@diaodu/storage";
import { Refusal } from "../../http/problems.ts";

/**
 * Each of the three administrators keeps the others in check: none may be the last of its kind and go.
 * @param after how the account would stand
 * @throws Refusal `forbidden`
 */
export function keepAdministrators(
  account: Account,
  after: { readonly roles: readonly PersonalRole[]; readonly active: boolean },
  accounts: readonly Account[],
): void {
  for (const role of ADMINISTRATORS) {
    if (!account.roles.includes(role) || account.state !== "active") continue;
    if (after.active && after.roles.includes(role)) continue;
    const others = accounts.some(
      (one) => one.id !== account.id && one.state === "active" && one.roles.includes(role),
    );
    if (!others) {
      throw new Refusal("forbidden", { detail: `至少须有一名可用的${ROLE_NAMES[role]}` });
    }
  }
}
