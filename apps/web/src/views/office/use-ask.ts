import { App } from "antd";
import { office } from "../../strings/zh-CN-office.ts";

/** Asks once before what cannot be taken back; the button says what it does. */
export function useAsk() {
  const { modal } = App.useApp();
  return (o: { title: string; more: string; ok: string; go: () => Promise<unknown> }): void =>
    void modal.confirm({
      title: o.title,
      content: o.more,
      okText: o.ok,
      cancelText: office.cancel,
      okButtonProps: { danger: true },
      onOk: o.go,
    });
}
