import { people } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";
import { createAuditor, SYSTEM } from "../access/audit.ts";
import { createPasswords, initialPassword } from "../access/passwords.ts";

/** Who can be signed in as, and the one password of them all. */
export interface DemoPeople {
  readonly logins: readonly { readonly login: string; readonly name: string }[];
  readonly password: string;
}

/** Where a demonstration keeps the password of its invented people: there is nothing else to protect. */
const PASSWORD = "demo_password";

/**
 * Makes the demonstration's accounts where they are missing. Their password is made by chance with the
 * data folder, so that a demonstration in a town hall's network has none that everybody knows, and kept
 * there: a start that changes nothing must leave the log where it stood.
 *
 * @param clock real time, by which passwords age
 */
export async function admitDemoPeople(storage: Storage, clock: () => Date): Promise<DemoPeople> {
  const kept = await storage.meta.get(PASSWORD);
  const password = kept ?? initialPassword();
  if (kept === null) await storage.meta.set(PASSWORD, password);
  const known = new Set((await storage.accounts()).map(({ login }) => login));
  const missing = people.filter(({ login }) => !known.has(login));
  if (missing.length > 0) {
    const passwordHash = await createPasswords().hash(password);
    const detail = { demonstration: true, logins: missing.map(({ login }) => login) };
    await storage.createAccounts(
      missing.map(({ login, name, role, scope }) => ({
        login,
        name,
        roles: [role],
        scope,
        passwordHash,
        mustChangePassword: false,
      })),
      {
        at: clock().toISOString(),
        audit: [createAuditor(storage, clock).entry(SYSTEM, { action: "account.write", detail })],
      },
    );
  }
  return { logins: people.map(({ login, name }) => ({ login, name })), password };
}
