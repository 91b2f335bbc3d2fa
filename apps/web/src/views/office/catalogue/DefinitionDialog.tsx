import type { CatalogueWritten } from "@diaodu/contracts";
import { Form, type FormInstance } from "antd";
import { CATALOGUE_KEY } from "../../../api/catalogue.ts";
import { useApi } from "../../../api/api.ts";
import { Refused } from "../../../api/problem.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { FormDialog } from "../FormDialog.tsx";
import { useStep } from "../use-step.ts";
import type { DefinitionList, Names } from "./definition-list.ts";
import { ReasonField } from "./fields.tsx";

/** One definition, new or as it stands, and why it is set. */
export function DefinitionDialog<Row extends object>(props: {
  list: DefinitionList<Row>;
  /** Null for a new one. */
  row: Row | null;
  names: Names;
  onClose: () => void;
}) {
  const { list, row, names, onClose } = props;
  const api = useApi();
  const step = useStep();
  const [form] = Form.useForm<Record<string, unknown>>();
  const send = async ({ reason, ...typed }: Record<string, unknown>) => {
    // What the form does not show stays as it is.
    const definition = list.definition({ ...list.typed(row), ...typed });
    const done = await step.run(
      async () => {
        try {
          const address = `/catalogue${list.path(definition)}`;
          return await api.send<CatalogueWritten>("PUT", address, { definition, reason });
        } catch (error) {
          throw error instanceof Refused ? underForm(error) : error;
        }
      },
      {
        done: ({ changed }) => (changed ? catalogueWords.saved : catalogueWords.unchanged),
        form: form as FormInstance,
        changes: [CATALOGUE_KEY],
      },
    );
    if (done) onClose();
  };
  const kind = catalogueWords.kinds[list.kind];
  return (
    <FormDialog<Record<string, unknown>>
      title={
        row === null ? catalogueWords.add(kind) : catalogueWords.editTitle(list.title(row, names))
      }
      ok={catalogueWords.save}
      width={760}
      busy={step.busy}
      form={form}
      initial={list.typed(row)}
      onSend={send}
      onClose={onClose}
    >
      <list.Fields fixed={row !== null} names={names} />
      <ReasonField />
    </FormDialog>
  );
}

/** The server names `definition.base.low`; the form has `base.low`. */
function underForm(error: Refused): Refused {
  const faults = error.faults.map((fault) => ({
    ...fault,
    path: fault.path.replace(/^definition\.?/u, ""),
  }));
  return new Refused({ ...error.document, faults });
}
