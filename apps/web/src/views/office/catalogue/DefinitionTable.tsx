import type { CatalogueAnswer } from "@diaodu/contracts";
import { Button, Empty, Space, Table } from "antd";
import { useState } from "react";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { DefinitionDialog } from "./DefinitionDialog.tsx";
import type { DefinitionList } from "./definition-list.ts";
import { EndDuty } from "./EndDuty.tsx";
import { HistoryDrawer } from "./HistoryDrawer.tsx";

type Open<Row> =
  | { readonly kind: "edit" | "history" | "end"; readonly row: Row }
  | { readonly kind: "new" }
  | null;

/** One list of the catalogue; whoever may not write it reads it. */
export function DefinitionTable<Row extends object>(props: {
  list: DefinitionList<Row>;
  catalogue: CatalogueAnswer;
  mayWrite: boolean;
  /** Part of a title to look for. */
  find: string;
}) {
  const { list, catalogue, mayWrite } = props;
  const [open, setOpen] = useState<Open<Row>>(null);
  const close = () => setOpen(null);
  const wanted = props.find.trim().toLowerCase();
  const rows = list
    .rows(catalogue)
    .filter((row) =>
      `${list.title(row, catalogue)} ${list.key(row)}`.toLowerCase().includes(wanted),
    );
  return (
    <>
      <div className="page-title">
        <span className="aside">{admin.shown(rows.length, list.rows(catalogue).length)}</span>
        {mayWrite ? (
          <Button type="primary" className="page-step" onClick={() => setOpen({ kind: "new" })}>
            {catalogueWords.add(catalogueWords.kinds[list.kind])}
          </Button>
        ) : null}
      </div>
      <Table<Row>
        rowKey={list.key}
        columns={[
          ...list.columns(catalogue),
          {
            title: admin.actions,
            key: "actions",
            render: (_, row) => (
              <Space>
                {mayWrite ? (
                  <Button onClick={() => setOpen({ kind: "edit", row })}>
                    {catalogueWords.edit}
                  </Button>
                ) : null}
                <Button type="text" onClick={() => setOpen({ kind: "history", row })}>
                  {catalogueWords.history}
                </Button>
                {mayWrite && list.kind === "duties" ? (
                  <Button type="text" danger onClick={() => setOpen({ kind: "end", row })}>
                    {catalogueWords.end}
                  </Button>
                ) : null}
              </Space>
            ),
          },
        ]}
        dataSource={rows}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Empty description={catalogueWords.empty} /> }}
      />
      {open?.kind === "new" || open?.kind === "edit" ? (
        <DefinitionDialog
          list={list}
          row={open.kind === "edit" ? open.row : null}
          names={catalogue}
          onClose={close}
        />
      ) : null}
      {open?.kind === "history" ? (
        <HistoryDrawer
          kind={list.kind}
          code={list.key(open.row)}
          name={list.title(open.row, catalogue)}
          onClose={close}
        />
      ) : null}
      {open?.kind === "end" ? (
        <EndDuty
          path={`/catalogue${list.path(open.row)}`}
          name={list.title(open.row, catalogue)}
          onClose={close}
        />
      ) : null}
    </>
  );
}
