import { appendAudit } from "../audit/append.ts";
import { canonicalJson } from "../canonical-json.ts";
import type { Writer } from "../engine/engine.ts";
import { commit, type Ground } from "../ground.ts";
import { accessChange } from "./access-change.ts";
import { readAccount } from "./account-reads.ts";
import { newAccountRow } from "./account-rows.ts";
import type { Account, AccountChange, Accounts, AccountWrite } from "./accounts.ts";

type Created = Awaited<ReturnType<Accounts["createAccounts"]>>;

/** See {@link Accounts.createAccounts}. */
export function createAccounts(
  ground: Ground,
  [accounts, o]: Parameters<Accounts["createAccounts"]>,
): Promise<Created> {
  const { engine, newId } = ground;
  return commit(ground, async (tx): Promise<Created> => {
    if (o.onlyFirst === true) {
      // Whoever comes second waits here until the first has committed.
      await engine.takeLogTurn(tx);
      const any = await tx.selectFrom("account").select("id").limit(1).executeTakeFirst();
      if (any !== undefined) return { kind: "not_first" };
    }
    const rows = accounts.map((account) => newAccountRow(account, newId(), o.at));
    const logins = rows.map((row) => row.login);
    const taken = await tx
      .selectFrom("account")
      .select("login")
      .where("login", "in", logins)
      .execute();
    const login =
      taken[0]?.login ?? logins.find((one, index) => logins.indexOf(one) !== index) ?? null;
    if (login !== null) return { kind: "login_taken", login };
    const openIds = rows.flatMap((row) => row.open_id ?? []);
    if (new Set(openIds).size < openIds.length) return { kind: "open_id_taken" };
    for (const openId of openIds) {
      if ((await readAccount(tx, "open_id", openId)) !== null) return { kind: "open_id_taken" };
    }
    // Should another transaction take one of them meanwhile, this one is run again and finds it.
    const written: Account[] = [];
    for (const row of rows) {
      await tx.insertInto("account").values(row).execute();
      const account = await readAccount(tx, "id", row.id);
      if (account !== null) written.push(account);
    }
    await appendAudit(engine, tx, o.audit);
    return { kind: "written", accounts: written };
  });
}

/** See {@link Accounts.changeAccount}. */
export function changeAccount(
  ground: Ground,
  [id, version, change, o]: Parameters<Accounts["changeAccount"]>,
): Promise<AccountWrite> {
  return commit(ground, async (tx, append): Promise<AccountWrite> => {
    const before = await lockAccount(ground, tx, id);
    if (before === null) return { kind: "unknown" };
    if (before.version !== version) return { kind: "changed_meanwhile", account: before };
    if (typeof change.openId === "string") {
      const holder = await readAccount(tx, "open_id", change.openId);
      if (holder !== null && holder.id !== id) return { kind: "open_id_taken" };
    }
    await tx
      .updateTable("account")
      .set({
        version: before.version + 1,
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.roles === undefined ? {} : { roles: JSON.stringify(change.roles) }),
        ...(change.scope === undefined ? {} : { scope: JSON.stringify(change.scope) }),
        ...(change.state === undefined ? {} : { state: change.state }),
        ...(change.openId === undefined ? {} : { open_id: change.openId }),
        ...(change.unlock === true ? { failures: 0, locked_until: null } : {}),
      })
      .where("id", "=", id)
      .execute();
    const account = (await readAccount(tx, "id", id)) ?? before;
    if (changesRights(before, change)) await append(accessChange({ accounts: [id] }), o.at);
    await appendAudit(ground.engine, tx, [o.audit]);
    return { kind: "written", account };
  });
}

/** The account; its row stays locked until the commit. */
export async function lockAccount(
  { engine }: Ground,
  tx: Writer,
  id: string,
): Promise<Account | null> {
  if (engine.kind === "postgres") {
    await tx.selectFrom("account").select("id").where("id", "=", id).forUpdate().execute();
  }
  return readAccount(tx, "id", id);
}

function changesRights(before: Account, change: AccountChange): boolean {
  const { roles = before.roles, scope = before.scope, state = before.state } = change;
  return (
    canonicalJson([roles, scope, state]) !==
    canonicalJson([before.roles, before.scope, before.state])
  );
}
