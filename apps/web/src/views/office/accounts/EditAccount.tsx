import type { Account } from "@diaodu/contracts";
import { Form, Input } from "antd";
import { ACCOUNTS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useMe } from "../me-context.ts";
import { useStep } from "../use-step.ts";
import { isAdministrator } from "./account-state.ts";

const words = admin.accounts;

interface Typed {
  readonly name: string;
  readonly openId?: string;
}

/** Name and linked identity; the login is for good. */
export function EditAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const { openId } = useMe();
  const linkable = (openId !== null || account.openId !== null) && !isAdministrator(account.roles);
  const send = async ({ name, openId: typed = "" }: Typed) => {
    const linked = linkable ? { openId: typed.trim() === "" ? null : typed.trim() } : {};
    const path = `/accounts/${encodeURIComponent(account.id)}`;
    const done = await step.run(
      () => api.send("PATCH", path, { version: account.version, name, ...linked }),
      { done: () => words.saved, form, changes: [ACCOUNTS_KEY] },
    );
    if (done) onClose();
  };
  return (
    <FormDialog<Typed>
      title={words.editTitle(account.name)}
      ok={words.save}
      busy={step.busy}
      form={form}
      initial={{ name: account.name, openId: account.openId ?? "" }}
      onSend={send}
      onClose={onClose}
    >
      <p className="form-fact">
        {words.login} <b>{account.login}</b>
      </p>
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      {linkable ? (
        <Form.Item name="openId" label={words.openId} extra={words.openIdMore}>
          <Input maxLength={400} />
        </Form.Item>
      ) : null}
    </FormDialog>
  );
}
