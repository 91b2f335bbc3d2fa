import type { CatalogueAnswer } from "@diaodu/contracts";
import { Alert, Button, Empty, Select, Space, Table } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { choices, nameIn } from "./definition-list.ts";
import { HistoryDrawer } from "./HistoryDrawer.tsx";
import { ReasonStep } from "./ReasonStep.tsx";

type BoardRow = CatalogueAnswer["board"][number];
const words = catalogueWords.board;
const keyOf = ({ indicator, region }: BoardRow) => `${indicator}|${region}`;

/** What stands on the board, in its order; saved as one list with one reason. */
export function BoardOrder({
  catalogue,
  mayWrite,
}: {
  catalogue: CatalogueAnswer;
  mayWrite: boolean;
}) {
  const api = useApi();
  const { board, indicators, regions } = catalogue;
  const [edited, setEdited] = useState<readonly BoardRow[] | null>(null);
  const [open, setOpen] = useState<"save" | "history" | null>(null);
  const [adding, setAdding] = useState<Partial<BoardRow>>({});
  const rows = edited ?? board;
  const swap = (place: number, other: number) => {
    const next = [...rows];
    const [a, b] = [next[place], next[other]];
    if (a === undefined || b === undefined) return;
    next[place] = b;
    next[other] = a;
    setEdited(next);
  };
  const added =
    adding.indicator === undefined || adding.region === undefined
      ? null
      : { indicator: adding.indicator, region: adding.region };
  const isThere = added !== null && rows.some((row) => keyOf(row) === keyOf(added));
  return (
    <>
      <div className="page-title">
        <span className="aside">
          {words.more} · {admin.count(rows.length)}
        </span>
        <Button type="text" className="page-step" onClick={() => setOpen("history")}>
          {catalogueWords.history}
        </Button>
      </div>
      {edited === null ? null : (
        <Alert
          className="office-band"
          type="info"
          showIcon
          title={words.changed}
          action={
            <Space>
              <Button onClick={() => setEdited(null)}>{words.undo}</Button>
              <Button type="primary" onClick={() => setOpen("save")}>
                {words.save}
              </Button>
            </Space>
          }
        />
      )}
      {mayWrite ? (
        <div className="audit-filters">
          <Select
            aria-label={catalogueWords.fields.indicator}
            placeholder={catalogueWords.fields.indicator}
            showSearch={{ optionFilterProp: "label" }}
            value={adding.indicator ?? null}
            options={choices(indicators)}
            onChange={(indicator: string) => setAdding({ ...adding, indicator })}
          />
          <Select
            aria-label={catalogueWords.fields.region}
            placeholder={catalogueWords.fields.region}
            showSearch={{ optionFilterProp: "label" }}
            value={adding.region ?? null}
            options={choices(regions)}
            onChange={(region: string) => setAdding({ ...adding, region })}
          />
          <Button
            disabled={added === null || isThere}
            onClick={() => {
              if (added !== null) setEdited([...rows, added]);
              setAdding({});
            }}
          >
            {words.add}
          </Button>
        </div>
      ) : null}
      <Table<BoardRow>
        rowKey={keyOf}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Empty description={catalogueWords.empty} /> }}
        columns={[
          {
            title: catalogueWords.fields.indicator,
            key: "indicator",
            render: (_, { indicator }) => <b>{nameIn(indicators, indicator)}</b>,
          },
          {
            title: catalogueWords.fields.region,
            key: "region",
            render: (_, { region }) => nameIn(regions, region),
          },
          {
            title: admin.actions,
            key: "actions",
            hidden: !mayWrite,
            render: (_, row, place) => (
              <Space>
                <Button disabled={place === 0} onClick={() => swap(place, place - 1)}>
                  {words.up}
                </Button>
                <Button disabled={place === rows.length - 1} onClick={() => swap(place, place + 1)}>
                  {words.down}
                </Button>
                <Button
                  type="text"
                  danger
                  onClick={() => setEdited(rows.filter((one) => keyOf(one) !== keyOf(row)))}
                >
                  {words.remove}
                </Button>
              </Space>
            ),
          },
        ]}
      />
      {open === "save" ? (
        <ReasonStep
          title={words.save}
          ok={catalogueWords.save}
          done={catalogueWords.saved}
          send={({ reason }) => api.send("PUT", "/catalogue/board", { definition: rows, reason })}
          onDone={() => setEdited(null)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === "history" ? (
        <HistoryDrawer
          kind="board"
          code=""
          name={catalogueWords.kinds.board}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}
