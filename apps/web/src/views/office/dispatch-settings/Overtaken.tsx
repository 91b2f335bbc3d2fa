import { Alert, Button } from "antd";
import { settingsWords as words } from "../../../strings/zh-CN-dispatch-settings.ts";
import { momentLabel } from "../../../ui/city-date.ts";

/** Says over a form that another saved a newer version; what was typed stays until it is taken. */
export function Overtaken(props: {
  by: { readonly by: string | null; readonly at: string | null };
  take: () => void;
}) {
  const { by, at } = props.by;
  return (
    <Alert
      className="office-band"
      type="warning"
      showIcon
      title={words.overtaken(by ?? "", at === null ? "" : momentLabel(at))}
      action={<Button onClick={props.take}>{words.takeNewer}</Button>}
    />
  );
}
