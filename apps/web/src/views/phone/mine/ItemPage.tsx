import type { Item, ItemHistoryStep, Me, RecordFile } from "@diaodu/contracts";
import { ITEM_EVENT_NAMES } from "@diaodu/domain/item/item-life";
import { useQuery } from "@tanstack/react-query";
import { itemFileAddress, itemQuery } from "../../../api/items.ts";
import { Refused } from "../../../api/problem.ts";
import { sourceWords, standingOf } from "../../../features/item/item-words.ts";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { zhMine } from "../../../strings/zh-CN-mine.ts";
import { dayLabel, momentLabel } from "../../../ui/city-date.ts";
import { Simulated } from "../../../ui/Simulated.tsx";
import { StatusWords } from "../../../ui/StatusWords.tsx";
import { FileLinks } from "./FileLinks.tsx";
import { ItemSteps } from "./ItemSteps.tsx";
import { NotRead } from "./NotRead.tsx";
import { Pair } from "../../../features/tile/WhyCard.tsx";
import { usePhoneApi } from "./phone-api.ts";

const words = itemWords.drawer;

/** One item: what is wrong, what waits for a decision, what this person can do, and how it went. */
export function ItemPage({ id, me }: { id: string; me: Me }) {
  const detail = useQuery({ ...itemQuery(usePhoneApi(), id), retry: 1 });
  // What was taken away from the reader is not shown on, whatever is kept of it.
  if (detail.error instanceof Refused && detail.error.status === 404) return <p>{words.gone}</p>;
  if (detail.data === undefined) {
    return detail.isError ? (
      <NotRead again={() => void detail.refetch()} />
    ) : (
      <p className="dim">{zhMine.loading}</p>
    );
  }
  const { item, history } = detail.data;
  return (
    <article>
      <h1 className="mine-head">{item.title}</h1>
      <p className="mine-standing">
        <StatusWords {...standingOf(item)} />{" "}
        <span className="dim">{zhMine.due(dayLabel(item.dueOn))}</span>{" "}
        {item.simulated ? <Simulated /> : null}
      </p>
      <Requests item={item} />
      <ItemSteps item={item} me={me} />
      <section className="facts-section">
        <h2>{words.problem}</h2>
        <p className="mine-text">{item.problem}</p>
        <p className="dim">{sourceWords(item)}</p>
      </section>
      <Remedies item={item} />
      <Responsibility item={item} />
      <section className="facts-section">
        <h2>{words.history}</h2>
        <ol className="mine-history">
          {history.map((step) => (
            <HistoryStep key={step.version} item={item.id} step={step} />
          ))}
        </ol>
      </section>
    </article>
  );
}

/** What somebody asked for and somebody else decides, with what shows that it was done. */
function Requests({ item }: { item: Item }) {
  const { closure, extension } = item;
  if (item.state === "closed" || (closure === null && extension === null)) return null;
  return (
    <section className="mine-request">
      {extension === null ? null : (
        <>
          <h2>{words.extension(extension.by.name, dayLabel(extension.until))}</h2>
          <p className="mine-text">{extension.reason}</p>
        </>
      )}
      {closure === null ? null : (
        <>
          <h2>{words.closure(closure.by.name)}</h2>
          <p className="mine-text">{closure.words}</p>
          <Files item={item.id} files={closure.files} />
        </>
      )}
    </section>
  );
}

function Files({ item, files }: { item: string; files: readonly RecordFile[] }) {
  return <FileLinks files={files} address={(file) => itemFileAddress(item, file)} />;
}

function Remedies({ item }: { item: Item }) {
  return (
    <section className="facts-section">
      <h2>{words.remedies}</h2>
      {item.remedies.length === 0 ? <p className="dim">{itemWords.noRemedy}</p> : null}
      <ol className="mine-history">
        {item.remedies.map((remedy) => (
          <li key={remedy.id}>
            <p>{remedy.words}</p>
            <p className="dim">
              {[remedy.unitName, remedy.person, dayLabel(remedy.dueOn)].join(" · ")} ·{" "}
              {remedy.doneOn === null
                ? remedy.overdueDays > 0
                  ? itemWords.overdue(remedy.overdueDays)
                  : itemWords.notDone
                : itemWords.done(dayLabel(remedy.doneOn))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Responsibility({ item }: { item: Item }) {
  const { columns } = itemWords;
  const moved = item.firstDueOn !== item.dueOn;
  return (
    <section className="facts-section">
      <h2>{words.responsibility}</h2>
      <dl className="pairs">
        <Pair label={columns.unit} value={item.unitName} />
        {item.coUnits.length === 0 ? null : (
          <Pair label={columns.coUnits} value={item.coUnits.map(({ name }) => name).join("、")} />
        )}
        <Pair label={columns.person} value={item.person.name} />
        <Pair label={columns.leader} value={item.leader?.name ?? itemWords.nobody} />
        <Pair
          label={columns.dueOn}
          value={
            moved
              ? `${dayLabel(item.dueOn)}（${words.firstDueOn(dayLabel(item.firstDueOn))}）`
              : dayLabel(item.dueOn)
          }
        />
      </dl>
    </section>
  );
}

function HistoryStep({ item, step }: { item: string; step: ItemHistoryStep }) {
  return (
    <li>
      <p>
        <b>{ITEM_EVENT_NAMES[step.event]}</b>{" "}
        <span className="dim">
          {step.by} · {momentLabel(step.at)}
        </span>
      </p>
      {step.words === null ? null : <p className="mine-text">{step.words}</p>}
      {step.changes.map((change) => (
        <p key={change} className="dim">
          {change}
        </p>
      ))}
      <Files item={item} files={step.files} />
    </li>
  );
}
