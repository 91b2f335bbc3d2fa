import { appendAudit } from "../audit/append.ts";
import { commit, type Ground } from "../ground.ts";
import { accessChange } from "./access-change.ts";
import {
  countAdministrators,
  readAccount,
  readAccounts,
  readCredentials,
} from "./account-reads.ts";
import { changeAccount, createAccounts, lockAccount } from "./account-writes.ts";
import type { Accounts } from "./accounts.ts";

export function accountsOf(ground: Ground): Accounts {
  const db = ground.engine.reads;
  return {
    accounts: () => readAccounts(db),
    account: (id) => readAccount(db, "id", id),
    accountByLogin: (login) => readAccount(db, "login", login.toLowerCase()),
    accountByOpenId: (openId) => readAccount(db, "open_id", openId),
    administratorCount: () => countAdministrators(db),
    createAccounts: (...given) => createAccounts(ground, given),
    changeAccount: (...given) => changeAccount(ground, given),
    credentials: (id) => readCredentials(db, id),
    ...provingOf(ground),
  };
}

type Proving = Pick<
  Accounts,
  "setPassword" | "recordFailure" | "recordSignIn" | "setTotpSecret" | "takeTotpStep"
>;

/** What changes the proofs of an account. Each throws RangeError where there is no such account. */
function provingOf(ground: Ground): Proving {
  const { engine } = ground;
  return {
    setPassword: (id, o) =>
      commit(ground, async (tx, append) => {
        await lockAccount(ground, tx, id);
        const before = known(id, await readCredentials(tx, id));
        const former = [before.passwordHash ?? [], before.formerHashes].flat();
        await tx
          .updateTable("account")
          .set((eb) => ({
            password_hash: o.hash,
            former_hashes: JSON.stringify(former.slice(0, o.keep)),
            password_changed_at: o.at,
            must_change_password: o.mustChange ? 1 : 0,
            failures: 0,
            locked_until: null,
            version: eb("version", "+", 1),
          }))
          .where("id", "=", id)
          .execute();
        await append(accessChange({ accounts: [id] }), o.at);
        await appendAudit(engine, tx, [o.audit]);
      }),

    // One statement counts, so that attempts made at once wait for each other's row.
    recordFailure: (id, { lockAfter, lockedUntil, audit }) =>
      commit(ground, async (tx) => {
        const row = await tx
          .updateTable("account")
          .set((eb) => {
            const lockIsOver = eb("locked_until", "<=", audit.at);
            const failures = eb
              .case()
              .when(lockIsOver)
              .then(eb.val(1))
              .else(eb("failures", "+", 1))
              .end();
            const locks = eb(failures, ">=", lockAfter);
            return {
              failures,
              locked_until: eb
                .case()
                .when(eb("locked_until", ">", audit.at))
                .then(eb.ref("locked_until"))
                .when(locks)
                .then(eb.cast<string>(eb.val(lockedUntil), "text"))
                .else(null)
                .end(),
            };
          })
          .where("id", "=", id)
          .returning(["failures", "locked_until"])
          .executeTakeFirst();
        const { failures, locked_until } = known(id, row);
        await appendAudit(engine, tx, [audit]);
        return { failures, lockedUntil: locked_until };
      }),

    recordSignIn: (id, { at, audit }) =>
      commit(ground, async (tx) => {
        const row = await tx
          .updateTable("account")
          .set({ last_sign_in_at: at, failures: 0, locked_until: null })
          .where("id", "=", id)
          .returning("id")
          .executeTakeFirst();
        known(id, row);
        await appendAudit(engine, tx, [audit]);
      }),

    setTotpSecret: (id, secret, audit) =>
      commit(ground, async (tx) => {
        const row = await tx
          .updateTable("account")
          .set((eb) => ({
            totp_secret: secret,
            totp_used_step: null,
            version: eb("version", "+", 1),
          }))
          .where("id", "=", id)
          .returning("id")
          .executeTakeFirst();
        known(id, row);
        await appendAudit(engine, tx, [audit]);
      }),

    takeTotpStep: async (id, step) => {
      const row = await engine.write((tx) =>
        tx
          .updateTable("account")
          .set({ totp_used_step: step })
          .where("id", "=", id)
          .where((eb) => eb.or([eb("totp_used_step", "is", null), eb("totp_used_step", "<", step)]))
          .returning("id")
          .executeTakeFirst(),
      );
      return row !== undefined;
    },
  };
}

function known<T>(id: string, found: T | null | undefined): T {
  if (found === null || found === undefined) throw new RangeError(`no account ${id}`);
  return found;
}
