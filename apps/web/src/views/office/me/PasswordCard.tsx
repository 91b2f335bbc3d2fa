import type { Me } from "@diaodu/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { OWN_SESSIONS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { ME_KEY } from "../../../api/me.ts";
import { passwordChecks, passwordHabits } from "../../../features/password/password-checks.ts";
import { PasswordChecks } from "../../../features/password/PasswordChecks.tsx";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { signInWords } from "../../../strings/zh-CN-sign-in.ts";
import { useMe } from "../me-context.ts";
import { useStep } from "../use-step.ts";

const words = signInWords.change;

interface Typed {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** Changes one's own password; every other session of the account ends. */
export function PasswordCard() {
  const api = useApi();
  const me = useMe();
  const client = useQueryClient();
  const step = useStep();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Partial<Typed> | undefined;
  const { current = "", next = "", again = "" } = typed ?? {};
  const asked = { password: next, login: me.account?.login ?? "", again, current };
  const checks = passwordChecks(asked, me.passwordRules);
  const ready = current !== "" && checks.every(({ met }) => met);
  const send = async () => {
    const done = await step.run(() => api.send<Me>("POST", "/me/password", { current, next }), {
      done: (answer) => {
        client.setQueryData<Me>(ME_KEY, answer);
        return admin.own.passwordDone;
      },
      form,
      changes: [OWN_SESSIONS_KEY],
    });
    if (done) form.resetFields();
  };
  return (
    <section className="me-card">
      <h3>{admin.own.password}</h3>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={() => void send()}>
        <Form.Item name="current" label={words.current}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="next" label={words.next}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="again" label={words.again}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <PasswordChecks checks={checks} habits={passwordHabits(me.passwordRules)} />
        <Button type="primary" htmlType="submit" disabled={!ready} loading={step.busy}>
          {admin.own.password}
        </Button>
      </Form>
    </section>
  );
}
