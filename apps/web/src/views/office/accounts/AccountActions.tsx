import type { Account } from "@diaodu/contracts";
import { Button, Space } from "antd";
import { offers } from "../../../api/me.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { useMe } from "../me-context.ts";
import { MoreActions } from "../MoreActions.tsx";
import { isAdministrator, stateOf } from "./account-state.ts";
import type { AccountDialog, useAccountSteps } from "./use-account-steps.ts";

const words = admin.accounts;

/** What the signed-in administrator may do to this account; their own is for the others. */
export function AccountActions(props: {
  account: Account;
  now: number;
  steps: ReturnType<typeof useAccountSteps>;
  onDialog: (dialog: AccountDialog) => void;
}) {
  const me = useMe();
  const { account, steps, onDialog } = props;
  const { id } = account;
  const own = id === me.account?.id;
  const why = own ? words.ownAccount : undefined;
  if (offers(me, "account.grant")) {
    const factor = { label: words.removeFactor, go: () => steps.removeFactor(account) };
    return (
      <Space>
        {stateOf(account, props.now) === "locked" ? (
          <Button type="primary" onClick={() => steps.unlock(account)}>
            {words.unlock}
          </Button>
        ) : null}
        <Button disabled={own} title={why} onClick={() => onDialog({ kind: "grant", id })}>
          {words.grant}
        </Button>
        {account.secondFactor && !own ? (
          <MoreActions items={[{ ...factor, danger: true }]} />
        ) : null}
      </Space>
    );
  }
  if (!offers(me, "account.write")) return null;
  const admins = isAdministrator(account.roles);
  const reset = {
    label: words.resetPassword,
    go: () => steps.resetPassword(account),
    disabled: admins,
    title: admins ? words.administrator : undefined,
    danger: true,
  };
  const state =
    account.state === "active"
      ? {
          label: words.disable,
          go: () => steps.disable(account),
          disabled: own,
          title: why,
          danger: true,
        }
      : { label: words.enable, go: () => steps.enable(account) };
  return (
    <Space>
      <Button onClick={() => onDialog({ kind: "edit", id })}>{words.edit}</Button>
      <MoreActions items={[reset, state]} />
    </Space>
  );
}
