import { people } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";
import { createAuditor, SYSTEM } from "../access/audit.ts";
import { createPasswords, initialPassword } from "../access/passwords.ts";

/** Who can be signed in as, and the one password of them all. */
export interface DemoPeople {
  readonly logins: readonly { readonly login: string; readonly name: string }[];
  readonly password: string;
}

/**
 * Makes the demonstration's accounts where they are missing and gives all of them a password by
 * chance, another at every start: a demonstration in a town hall's network has no known password.
 *
 * @param clock real time, by which passwords age
 */
export async function admitDemoPeople(storage: Storage, clock: () => Date): Promise<DemoPeople> {
  const password = initialPassword();
  const hash = await createPasswords().hash(password);
  const audit = createAuditor(storage, clock);
  const at = clock().toISOString();
  for (const { login, name, role, scope } of people) {
    const known = await storage.accountByLogin(login);
    const deed = { action: "account.write", object: `account:${known?.id ?? login}` };
    const entry = audit.entry(SYSTEM, { ...deed, detail: { demonstration: true } });
    if (known !== null) {
      await storage.setPassword(known.id, { hash, mustChange: false, keep: 0, at, audit: entry });
      continue;
    }
    const account = { login, name, roles: [role], scope, passwordHash: hash };
    await storage.createAccounts([{ ...account, mustChangePassword: false }], {
      at,
      audit: [entry],
    });
  }
  return { logins: people.map(({ login, name }) => ({ login, name })), password };
}
