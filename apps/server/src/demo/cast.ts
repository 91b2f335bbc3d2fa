import type { Person } from "@diaodu/domain";
import type { Account, Storage } from "@diaodu/storage";
import type { Caller } from "../access/caller.ts";

/** The invented people, as their requests would come. */
export interface Cast {
  /** @throws RangeError for a login that nobody has */
  caller(login: string): Caller;
  /** @throws RangeError for a login that nobody has */
  person(login: string): Person;
}

/** Reads the accounts of the demonstration. Whoever was disabled since keeps acting: the story goes on. */
export async function castOf(storage: Pick<Storage, "accounts">): Promise<Cast> {
  const byLogin = new Map((await storage.accounts()).map((one) => [one.login, one]));
  const known = (login: string): Account => {
    const account = byLogin.get(login);
    if (account === undefined) throw new RangeError(`nobody signs in as ${login}`);
    return account;
  };
  return {
    caller(login) {
      const { id, name, roles, scope } = known(login);
      return {
        subject: { roles, ...scope },
        actor: { kind: "person", id, name, ip: null },
        accountId: id,
        sessionId: null,
        apiKey: null,
        pending: "none",
      };
    },
    person(login) {
      const { id, name } = known(login);
      return { accountId: id, name };
    },
  };
}
