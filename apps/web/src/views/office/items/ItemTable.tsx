import type { Item } from "@diaodu/contracts";
import { Button, Table, type TableColumnsType } from "antd";
import { itemWords as words } from "../../../strings/zh-CN-items.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { StateMark } from "../StateMark.tsx";
import { sourceWords, standingOf } from "../../../features/item/item-words.ts";

export type View = keyof typeof words.views;

/** One row of a list: an item, or one of its measures. */
interface Row {
  readonly key: string;
  readonly item: Item;
  readonly remedy: Item["remedies"][number] | null;
}

/** One of the three lists. On a phone each row is a card. */
export function ItemTable(props: {
  view: View;
  items: readonly Item[];
  empty: string;
  open: (id: string) => void;
}) {
  const { view, items, open } = props;
  const rows = items.flatMap((item): Row[] =>
    view === "remedies" && item.remedies.length > 0
      ? item.remedies.map((remedy) => ({ key: `${item.id} ${remedy.id}`, item, remedy }))
      : [{ key: item.id, item, remedy: null }],
  );
  return (
    <div className="table-scroll">
      <Table<Row>
        className="row-cards item-table"
        size="small"
        dataSource={rows}
        columns={columnsOf(view, open)}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <p className="dim">{props.empty}</p> }}
      />
    </div>
  );
}

function columnsOf(view: View, open: (id: string) => void): TableColumnsType<Row> {
  const title: TableColumnsType<Row>[number] = {
    title: words.columns.title,
    key: "title",
    className: "cell-words",
    render: (_, { item }) => (
      <>
        <Button type="link" size="small" className="item-title" onClick={() => open(item.id)}>
          {item.title}
        </Button>
        {item.simulated ? <Simulated /> : null}
      </>
    ),
  };
  switch (view) {
    case "problems":
      return [title, problem, column("unit", ({ item }) => item.unitName), dueOn, state];
    case "remedies":
      return [title, remedy, remedyUnit, remedyPerson, remedyDueOn, remedyDone];
    case "responsibility":
      return [
        title,
        column("unit", ({ item }) => item.unitName),
        column("coUnits", ({ item }) => item.coUnits.map(({ name }) => name).join("、")),
        column("person", ({ item }) => item.person.name),
        column("leader", ({ item }) => item.leader?.name ?? ""),
        dueOn,
        state,
      ];
  }
}

type Column = TableColumnsType<Row>[number];

/** A column of plain words; on a card its heading stands before them. */
function column(name: keyof typeof words.columns, read: (row: Row) => string): Column {
  return {
    title: words.columns[name],
    key: name,
    sorter: (a, b) => read(a).localeCompare(read(b), "zh-CN"),
    render: (_, row) => {
      const text = read(row);
      return text === "" ? (
        <span className="dim">{words.nobody}</span>
      ) : (
        <>
          <span className="cell-label dim">{words.columns[name]} </span>
          {text}
        </>
      );
    },
  };
}

const problem: Column = {
  title: words.columns.problem,
  key: "problem",
  className: "cell-words",
  render: (_, { item }) => (
    <>
      {item.problem}
      <div className="dim">{sourceWords(item)}</div>
    </>
  ),
};

const dueOn: Column = {
  ...column("dueOn", ({ item }) => item.dueOn),
  defaultSortOrder: null,
};

const state: Column = {
  title: words.columns.state,
  key: "state",
  render: (_, { item }) => <StateMark {...standingOf(item)} />,
};

const remedy: Column = {
  title: words.columns.remedy,
  key: "remedy",
  className: "cell-words",
  render: (_, row) => row.remedy?.words ?? <span className="dim">{words.noRemedy}</span>,
};

const remedyUnit = column("unit", (row) => row.remedy?.unitName ?? row.item.unitName);
const remedyPerson = column("person", (row) => row.remedy?.person ?? row.item.person.name);
const remedyDueOn = column("dueOn", (row) => row.remedy?.dueOn ?? row.item.dueOn);

const remedyDone: Column = {
  title: words.columns.doneOn,
  key: "doneOn",
  render: (_, { remedy: one }) =>
    one === null ? null : one.doneOn !== null ? (
      <StateMark light="on" words={words.done(one.doneOn)} />
    ) : one.overdueDays > 0 ? (
      <StateMark light="behind" words={words.overdue(one.overdueDays)} />
    ) : (
      <StateMark light="none" words={words.notDone} />
    ),
};
