import type { Account } from "@diaodu/contracts";
import { ACCOUNTS_KEY, SESSIONS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { useAsk } from "../use-ask.ts";
import { useStep } from "../use-step.ts";

const words = admin.accounts;
const CHANGES = [ACCOUNTS_KEY, SESSIONS_KEY];

/** What stands over the table of accounts. */
export type AccountDialog =
  | { readonly kind: "new" }
  | { readonly kind: "edit"; readonly id: string }
  | { readonly kind: "grant"; readonly id: string }
  | null;

/** What is told once after an account was made or reset. */
export interface Told {
  readonly title: string;
  readonly more: string;
  readonly secret: string | null;
}

/** What administrators do to an account with one press; what cannot be undone is asked once. */
export function useAccountSteps(onTold: (told: Told) => void) {
  const api = useApi();
  const step = useStep();
  const ask = useAsk();
  const path = ({ id }: Account) => `/accounts/${encodeURIComponent(id)}`;
  const setState = (account: Account, state: Account["state"]) =>
    step.run(() => api.send("PATCH", path(account), { version: account.version, state }), {
      done: () => (state === "active" ? words.enabled : words.disabled)(account.name),
      changes: CHANGES,
    });
  const reset = (account: Account) =>
    step.run(() => api.send<{ initialPassword: string }>("POST", `${path(account)}/password`), {
      done: ({ initialPassword }) => {
        const title = words.reset(account.name);
        onTold({ title, more: words.resetMore, secret: initialPassword });
        return undefined;
      },
      changes: CHANGES,
    });
  const removeFactor = (account: Account) =>
    step.run(() => api.send("DELETE", `${path(account)}/second-factor`), {
      done: () => words.factorRemoved(account.name),
      changes: CHANGES,
    });

  return {
    unlock: (account: Account) =>
      void step.run(
        () => api.send("POST", `${path(account)}/unlock`, { version: account.version }),
        { done: () => words.unlocked(account.name), changes: CHANGES },
      ),
    enable: (account: Account) => void setState(account, "active"),
    disable: (account: Account) =>
      ask({
        title: words.sureDisable(account.name),
        more: words.sureDisableMore,
        ok: words.disable,
        go: () => setState(account, "disabled"),
      }),
    resetPassword: (account: Account) =>
      ask({
        title: words.sureReset(account.name),
        more: words.sureResetMore,
        ok: words.resetPassword,
        go: () => reset(account),
      }),
    removeFactor: (account: Account) =>
      ask({
        title: words.sureFactor(account.name),
        more: words.sureFactorMore,
        ok: words.removeFactor,
        go: () => removeFactor(account),
      }),
  };
}
