import type { Fault } from "@diaodu/contracts";
import type { Person } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";

/** As it was sent: with an account the name is not looked at. */
interface SentPerson {
  readonly accountId: string | null;
  readonly name: string;
}

/** The person by the name of their account, or why nobody can be named so. */
export async function personNamed(
  storage: Pick<Storage, "account">,
  sent: SentPerson,
  path: string,
): Promise<Person | Fault> {
  if (sent.accountId === null) return { accountId: null, name: sent.name };
  const account = await storage.account(sent.accountId);
  if (account === null || account.state !== "active") {
    return { path, code: "unknown_account", message: "没有这个账号" };
  }
  return { accountId: account.id, name: account.name };
}

export function isFault(one: object): one is Fault {
  return "code" in one && "message" in one;
}
