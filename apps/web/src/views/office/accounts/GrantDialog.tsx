import type { Account, PersonalRole, Scope } from "@diaodu/contracts";
import { PERSONAL_ROLES, ROLE_NAMES, rolesFault } from "@diaodu/domain";
import { Alert, Checkbox, Form } from "antd";
import { ACCOUNTS_KEY } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { FormDialog } from "../FormDialog.tsx";
import { AllOrSome } from "../scope/AllOrSome.tsx";
import { useNames } from "../scope/use-names.ts";
import { useStep } from "../use-step.ts";

const words = admin.accounts;

interface Typed {
  readonly roles: PersonalRole[];
  readonly units: Scope["units"];
  readonly regions: Scope["regions"];
}

/** What somebody may do, and within which units and regions. */
export function GrantDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const api = useApi();
  const step = useStep();
  const names = useNames();
  const [form] = Form.useForm<Typed>();
  const send = async ({ roles, units, regions }: Typed) => {
    const path = `/accounts/${encodeURIComponent(account.id)}/grant`;
    const body = { version: account.version, roles, scope: { units, regions } };
    const done = await step.run(() => api.send("PUT", path, body), {
      done: () => words.granted(account.name),
      form,
      changes: [ACCOUNTS_KEY],
    });
    if (done) onClose();
  };
  return (
    <FormDialog<Typed>
      title={words.grantTitle(account.name)}
      ok={words.save}
      width={640}
      busy={step.busy}
      form={form}
      initial={{ roles: account.roles, ...account.scope }}
      onSend={send}
      onClose={onClose}
    >
      {names.failed ? (
        <Alert type="warning" showIcon title={admin.scope.unreadable} className="office-band" />
      ) : null}
      <Form.Item name="roles" label={words.roles} rules={[{ validator: checkRoles }]}>
        <Checkbox.Group
          className="role-list"
          options={PERSONAL_ROLES.map((role) => ({
            value: role,
            label: (
              <>
                {ROLE_NAMES[role]} <span className="dim">{words.rolesMore[role]}</span>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="units" label={admin.scope.units}>
        <AllOrSome label={admin.scope.units} options={names.units} loading={names.loading} />
      </Form.Item>
      <Form.Item name="regions" label={admin.scope.regions}>
        <AllOrSome label={admin.scope.regions} options={names.regions} loading={names.loading} />
      </Form.Item>
    </FormDialog>
  );
}

function checkRoles(_rule: unknown, roles: PersonalRole[]): Promise<void> {
  const fault = rolesFault(roles);
  return fault === null ? Promise.resolve() : Promise.reject(new Error(fault));
}
