import type { FormField } from "@diaodu/contracts";
import { Alert, Button } from "antd";
import { useId } from "react";
import { wordsOf } from "../../../api/problem.ts";
import type { Cell } from "../../../features/report/cell.ts";
import type { Conflict } from "../../../features/report/merge-drafts.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import type { Draft } from "./use-draft.ts";

const words = office.report.draft;

/** Where the draft is kept, and what a colleague did to it. */
export function DraftBand({ draft, fields }: { draft: Draft; fields: readonly FormField[] }) {
  const { saving, other, conflicts } = draft;
  const kept = Object.keys(draft.cells).length > 0;
  return (
    <>
      {saving === "kept" ? <Alert type="warning" showIcon title={words.kept} /> : null}
      {typeof saving === "object" ? (
        <Alert
          type="error"
          showIcon
          title={words.refused(wordsOf(saving.refused, office.unreachable))}
        />
      ) : null}
      {other !== null && other.taken > 0 ? (
        <Alert type="info" title={words.taken(other.by, momentLabel(other.at), other.taken)} />
      ) : null}
      {other !== null && conflicts.length > 0 ? (
        <Alert
          type="warning"
          title={words.conflict(other.by, momentLabel(other.at))}
          description={
            <ul className="conflicts">
              {conflicts.map((conflict) => (
                <Choice
                  key={conflict.key}
                  conflict={conflict}
                  field={fields.find(({ key }) => key === conflict.key)}
                  by={other.by}
                  choose={(choice) => draft.choose(conflict, choice)}
                />
              ))}
            </ul>
          }
        />
      ) : null}
      <p className="draft-line" role="status">
        {saving === "saving" ? words.saving : saving === "saved" && kept ? words.saved : ""}
      </p>
    </>
  );
}

function Choice(props: {
  conflict: Conflict;
  field: FormField | undefined;
  by: string;
  choose: (choice: "mine" | "theirs") => void;
}) {
  const { conflict, field, by } = props;
  const id = useId();
  return (
    <li>
      <span id={id}>
        {field === undefined
          ? conflict.key
          : `${field.indicatorName} ${field.regionName} ${field.periodLabel} ${field.measureName}`}
      </span>
      <Button size="small" aria-describedby={id} onClick={() => props.choose("mine")}>
        {words.mine(shown(conflict.mine))}
      </Button>
      <Button size="small" aria-describedby={id} onClick={() => props.choose("theirs")}>
        {words.theirs(by, shown(conflict.theirs))}
      </Button>
    </li>
  );
}

function shown(cell: Cell | undefined): string {
  return cell === undefined || cell.text === "" ? words.empty : cell.text;
}
