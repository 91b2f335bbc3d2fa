import type { Account } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { accountsQuery } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { ShownOnce } from "../ShownOnce.tsx";
import { isFound } from "./account-state.ts";
import { AccountTable } from "./AccountTable.tsx";
import { EditAccount } from "./EditAccount.tsx";
import { GrantDialog } from "./GrantDialog.tsx";
import { NewAccount } from "./NewAccount.tsx";
import type { AccountDialog, Told } from "./use-account-steps.ts";
import "../administration.css";

const words = admin.accounts;

/**
 * Accounts as two of the three administrators see them: one makes and resets them, the other one
 * says what they may do.
 */
export function AccountsPage() {
  const accounts = useQuery(accountsQuery(useApi()));
  const me = useMe();
  const [typed, setTyped] = useState("");
  const [dialog, setDialog] = useState<AccountDialog>(null);
  const [told, setTold] = useState<Told | null>(null);
  if (accounts.data === undefined) {
    if (accounts.isError) {
      return <Failed error={accounts.error} retry={() => void accounts.refetch()} />;
    }
    return <Loading />;
  }
  const found = accounts.data.filter((account) => isFound(account, typed));
  const close = () => setDialog(null);
  return (
    <>
      <div className="page-title">
        <h2>{admin.sections.accounts}</h2>
        <span className="aside">{admin.shown(found.length, accounts.data.length)}</span>
        <Input.Search
          className="page-search"
          allowClear
          aria-label={admin.search}
          placeholder={admin.search}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        {offers(me, "account.write") ? (
          <Button type="primary" onClick={() => setDialog({ kind: "new" })}>
            {words.new}
          </Button>
        ) : null}
      </div>
      <AccountTable accounts={found} onDialog={setDialog} onTold={setTold} />
      {dialog?.kind === "new" ? <NewAccount onClose={close} onTold={setTold} /> : null}
      <DialogOf dialog={dialog} accounts={accounts.data} onClose={close} />
      {told === null ? null : (
        <ShownOnce
          title={told.title}
          more={told.more}
          label={words.initialPassword}
          secret={told.secret}
          onClose={() => setTold(null)}
        />
      )}
    </>
  );
}

/** The account is looked up anew: after a conflict the dialog goes on with the newest version. */
function DialogOf(props: {
  dialog: AccountDialog;
  accounts: readonly Account[];
  onClose: () => void;
}) {
  const { dialog, onClose } = props;
  if (dialog === null || dialog.kind === "new") return null;
  const account = props.accounts.find(({ id }) => id === dialog.id);
  if (account === undefined) return null;
  if (dialog.kind === "edit") return <EditAccount account={account} onClose={onClose} />;
  return <GrantDialog account={account} onClose={onClose} />;
}
