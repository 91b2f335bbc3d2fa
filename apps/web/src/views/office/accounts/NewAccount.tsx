import type { Account } from "@diaodu/contracts";
import { Form, Input, Radio } from "antd";
import { ACCOUNTS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useMe } from "../me-context.ts";
import { useStep } from "../use-step.ts";
import type { Told } from "./use-account-steps.ts";

const words = admin.accounts;

interface Typed {
  readonly login: string;
  readonly name: string;
  readonly method: "password" | "openId";
  readonly openId?: string;
}

/** A person who may not do anything yet; the first password is made by the server and told once. */
export function NewAccount(props: { onClose: () => void; onTold: (told: Told) => void }) {
  const api = useApi();
  const step = useStep();
  const { openId } = useMe();
  const [form] = Form.useForm<Typed>();
  const method = Form.useWatch("method", form) ?? "password";
  const send = async (typed: Typed) => {
    const body = {
      login: typed.login,
      name: typed.name,
      ...(typed.method === "openId" ? { openId: typed.openId?.trim() } : {}),
    };
    const done = await step.run(
      () =>
        api.send<{ account: Account; initialPassword: string | null }>("POST", "/accounts", body),
      {
        done: ({ account, initialPassword }) => {
          props.onTold({
            title: words.made(account.name),
            more: initialPassword === null ? words.madeOpenId : words.madeMore,
            secret: initialPassword,
          });
          return undefined;
        },
        form,
        changes: [ACCOUNTS_KEY],
      },
    );
    if (done) props.onClose();
  };
  return (
    <FormDialog<Typed>
      title={words.new}
      ok={words.make}
      busy={step.busy}
      form={form}
      initial={{ method: "password" }}
      onSend={send}
      onClose={props.onClose}
    >
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={40} autoFocus />
      </Form.Item>
      <Form.Item
        name="login"
        label={words.login}
        extra={words.loginMore}
        normalize={(typed: string) => typed.trim().toLowerCase()}
        rules={[
          { required: true },
          { pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/u, message: words.loginMore },
        ]}
      >
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
      {openId === null ? null : (
        <Form.Item name="method" label={words.method}>
          <Radio.Group
            options={[
              { value: "password", label: words.methods.password },
              { value: "openId", label: openId.name },
            ]}
          />
        </Form.Item>
      )}
      {method === "openId" ? (
        <Form.Item
          name="openId"
          label={words.openId}
          extra={words.openIdMore}
          rules={[{ required: true }]}
        >
          <Input maxLength={400} />
        </Form.Item>
      ) : null}
    </FormDialog>
  );
}
