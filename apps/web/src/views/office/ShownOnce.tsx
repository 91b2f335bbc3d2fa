import { Alert, App, Button, Modal } from "antd";
import { admin } from "../../strings/zh-CN-admin.ts";

/** A secret that the server tells once: it stays until somebody says that it is kept. */
export function ShownOnce(props: {
  title: string;
  more: string;
  label: string;
  /** Null where there is nothing to keep. */
  secret: string | null;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const { secret } = props;
  const copy = () => {
    if (secret === null) return;
    // Absent over plain http, where an installation in a LAN usually runs.
    const written = navigator.clipboard?.writeText(secret) ?? Promise.reject(new Error("absent"));
    written.then(
      () => void message.success(admin.copied),
      () => void message.info(admin.copyByHand),
    );
  };
  return (
    <Modal
      open
      title={props.title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={props.onClose}>
          {secret === null ? admin.close : admin.kept}
        </Button>
      }
    >
      <p>{props.more}</p>
      {secret === null ? null : (
        <div className="shown-once">
          <label>
            {props.label}
            <span className="shown-once-line">
              <input
                readOnly
                aria-label={props.label}
                value={secret}
                onFocus={({ target }) => target.select()}
              />
              <Button onClick={copy}>{admin.copy}</Button>
            </span>
          </label>
          <Alert type="warning" showIcon title={admin.shownOnce} />
        </div>
      )}
    </Modal>
  );
}
