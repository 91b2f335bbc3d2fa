import type { Item } from "@diaodu/contracts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { StateMark } from "../StateMark.tsx";

const words = itemWords.drawer;
const { columns } = itemWords;

/** 责任 and 措施 of one item. */
export function ItemResponsibility({ item }: { item: Item }) {
  const rows: readonly (readonly [string, string])[] = [
    [columns.unit, item.unitName],
    [columns.coUnits, item.coUnits.map(({ name }) => name).join("、") || itemWords.nobody],
    [columns.person, item.person.name],
    [columns.leader, item.leader?.name ?? itemWords.nobody],
    [
      columns.dueOn,
      item.dueOn === item.firstDueOn
        ? item.dueOn
        : `${item.dueOn}（${words.firstDueOn(item.firstDueOn)}）`,
    ],
    [words.raisedBy, `${item.raisedBy.name} ${item.raisedOn}`],
    ...(item.closed === null
      ? []
      : [[columns.closed, `${item.closed.by.name} ${item.closed.on}`] as const]),
  ];
  return (
    <>
      <section>
        <h4>{words.responsibility}</h4>
        <dl className="item-facts">
          {rows.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h4>{words.remedies}</h4>
        {item.remedies.length === 0 ? (
          <p className="dim">{itemWords.noRemedy}</p>
        ) : (
          <ol className="item-remedies">
            {item.remedies.map((remedy) => (
              <li key={remedy.id}>
                {remedy.words}
                <div className="dim">
                  {remedy.unitName} · {remedy.person} · {remedy.dueOn}{" "}
                  <RemedyState remedy={remedy} />
                </div>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function RemedyState({ remedy }: { remedy: Item["remedies"][number] }) {
  if (remedy.doneOn !== null) {
    return <StateMark light="on" words={itemWords.done(remedy.doneOn)} />;
  }
  return remedy.overdueDays > 0 ? (
    <StateMark light="behind" words={itemWords.overdue(remedy.overdueDays)} />
  ) : (
    <StateMark light="none" words={itemWords.notDone} />
  );
}
