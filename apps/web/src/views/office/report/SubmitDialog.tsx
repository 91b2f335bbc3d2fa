import { exact, formatFigure, formatSigned } from "@diaodu/domain";
import { Alert, Modal } from "antd";
import type { Line } from "../../../features/report/submission.ts";
import { office } from "../../../strings/zh-CN-office.ts";

const words = office.report;

/** One look at everything before it goes out; what jumps stands first. */
export function SubmitDialog(props: {
  open: boolean;
  ready: readonly Line[];
  heldBack: number;
  onCancel: () => void;
  onConfirm: () => void;
}) {
  const { ready } = props;
  const warned = ready.filter(({ warning }) => warning !== null);
  const calm = ready.filter(({ warning }) => warning === null);
  return (
    <Modal
      open={props.open}
      title={words.confirmTitle(ready.length)}
      width={720}
      okText={words.confirmOk}
      cancelText={office.cancel}
      okButtonProps={{ autoFocus: true }}
      onOk={props.onConfirm}
      onCancel={props.onCancel}
    >
      {warned.length === 0 ? null : (
        <Alert type="warning" showIcon title={words.warnings(warned.length)} />
      )}
      {props.heldBack === 0 ? null : <Alert type="error" title={words.heldBack(props.heldBack)} />}
      <ul className="to-send">
        {[...warned, ...calm].map((line) => (
          <Item key={line.field.key} line={line} />
        ))}
      </ul>
    </Modal>
  );
}

function Item({ line: { field, value, warning, cell } }: { line: Line }) {
  if (value === null) return null;
  const decimals = Math.max(field.decimals, value.split(".")[1]?.length ?? 0);
  const difference = field.last === null ? null : exact(value).minus(field.last.value);
  return (
    <li>
      <span>
        {field.indicatorName} <span className="dim">{field.measureName}</span> · {field.regionName}{" "}
        · {field.periodLabel}
        {warning === null ? null : <span className="tone-slow"> {warning}</span>}
        {cell.reason === "" ? null : <span className="dim"> {cell.reason}</span>}
      </span>
      <b>
        {formatFigure(value, decimals)} {field.unit}
        {difference === null ? null : (
          <span className="dim"> {formatSigned(difference, decimals)}</span>
        )}
      </b>
    </li>
  );
}
