import type { BulletinHistoryStep } from "@diaodu/contracts";
import { bulletinWords } from "../../../strings/zh-CN-bulletins.ts";
import { Moment } from "../Moment.tsx";

const words = bulletinWords.view;

/** Who drew it up, changed which words, issued it. */
export function BulletinHistory({ history }: { history: readonly BulletinHistoryStep[] }) {
  return (
    <aside className="bulletin-history no-print" aria-label={words.history}>
      <h3>{words.history}</h3>
      <ol>
        {history.map((step) => (
          <li key={step.version}>
            <p>
              <b>{bulletinWords.events[step.event]}</b> {step.by} <Moment at={step.at} />
            </p>
            {step.words === null ? null : <p>{step.words}</p>}
            {step.changes.map(({ before, after, figures }, at) => (
              <div key={at} className="change">
                {figures && before !== null && after !== null ? (
                  <p className="tone-behind">{words.marks.figures}</p>
                ) : null}
                {before === null ? null : (
                  <p>
                    <span className="dim">
                      {after === null ? words.removedWords : words.before}
                    </span>{" "}
                    <del>{before}</del>
                  </p>
                )}
                {after === null ? null : (
                  <p>
                    <span className="dim">{before === null ? words.addedWords : words.after}</span>{" "}
                    <ins>{after}</ins>
                  </p>
                )}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </aside>
  );
}
