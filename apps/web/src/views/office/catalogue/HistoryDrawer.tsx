import type { CatalogueHistory, CatalogueKind } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Drawer, Empty } from "antd";
import { useApi } from "../../../api/api.ts";
import { historyQuery } from "../../../api/catalogue.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { Moment } from "../Moment.tsx";
import { Failed, Loading } from "../PageStates.tsx";
import { type Difference, differences } from "./differences.ts";
import { fieldWords } from "./field-words.ts";

/** How a definition came to be: every revision with why, when and what changed. */
export function HistoryDrawer(props: {
  kind: CatalogueKind;
  code: string;
  name: string;
  onClose: () => void;
}) {
  const history = useQuery(historyQuery(useApi(), props.kind, props.code));
  return (
    <Drawer open size={560} title={catalogueWords.historyTitle(props.name)} onClose={props.onClose}>
      {history.data === undefined ? (
        history.isError ? (
          <Failed error={history.error} retry={() => void history.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <Revisions revisions={history.data.revisions} />
      )}
    </Drawer>
  );
}

function Revisions({ revisions }: { revisions: CatalogueHistory["revisions"] }) {
  if (revisions.length === 0) return <Empty description={catalogueWords.empty} />;
  return (
    <ol className="revisions">
      {revisions.map(({ revision, committedAt, reason, definition, seq }, place) => {
        const before = revisions[place + 1];
        return (
          <li key={revision}>
            <p>
              <b>{catalogueWords.revision(revision)}</b> <Moment at={committedAt} />{" "}
              <span className="dim">{catalogueWords.version(seq)}</span>
            </p>
            <p>{reason ?? <span className="dim">{catalogueWords.noReason}</span>}</p>
            {definition === null ? (
              <p className="tone-behind">{catalogueWords.over}</p>
            ) : before === undefined ? (
              <p className="dim">{catalogueWords.first}</p>
            ) : (
              <Differences list={differences(before.definition, definition)} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Field by field, what it was and what it is. */
export function Differences({ list }: { list: readonly Difference[] }) {
  if (list.length === 0) return <p className="dim">{catalogueWords.same}</p>;
  return (
    <dl className="differences">
      {list.map(({ path, before, after }) => (
        <div key={path}>
          <dt>{fieldWords(path)}</dt>
          <dd>
            {before === null ? null : <del>{valueWords(before)}</del>}{" "}
            {after === null ? null : <ins>{valueWords(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The server writes an absent value as JSON does. */
function valueWords(text: string): string {
  return text === "null" ? "—" : text;
}
