import { Button, Dropdown } from "antd";
import { admin } from "../../strings/zh-CN-admin.ts";

export interface MoreAction {
  readonly label: string;
  readonly go: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Why it is disabled. */
  readonly title?: string | undefined;
}

/** Steps that are seldom taken, behind one button of a row. */
export function MoreActions({ items }: { items: readonly MoreAction[] }) {
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: items.map(({ label, danger = false, disabled = false, title }) => ({
          key: label,
          label,
          danger,
          disabled,
          title: title ?? label,
        })),
        onClick: ({ key }) => items.find(({ label }) => label === key)?.go(),
      }}
    >
      <Button>{admin.more}</Button>
    </Dropdown>
  );
}
