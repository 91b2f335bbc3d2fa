import type { CatalogueAnswer, CatalogueKind } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { catalogueQuery } from "../../../api/catalogue.ts";
import { offers } from "../../../api/me.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { BoardOrder } from "./BoardOrder.tsx";
import { DefinitionTable } from "./DefinitionTable.tsx";
import { DUTIES } from "./duties.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { INDICATORS } from "./indicators.tsx";
import { REGIONS, UNITS } from "./places.tsx";
import { RULES } from "./rules.tsx";
import { TARGETS } from "./targets.tsx";
import "../administration.css";
import "./catalogue.css";

const KINDS = ["indicators", "targets", "rules", "board", "units", "duties", "regions"] as const;

/** What the installation follows: seven lists, each with a form, a history and a way in by file. */
export function CataloguePage() {
  const catalogue = useQuery(catalogueQuery(useApi()));
  const mayWrite = offers(useMe(), "catalogue.write");
  const [kind, setKind] = useState<CatalogueKind>("indicators");
  const [find, setFind] = useState("");
  const [importing, setImporting] = useState(false);
  if (catalogue.data === undefined) {
    if (catalogue.isError) {
      return <Failed error={catalogue.error} retry={() => void catalogue.refetch()} />;
    }
    return <Loading />;
  }
  return (
    <>
      <div className="page-title">
        <h2>{admin.sections.catalogue}</h2>
        <span className="aside">{catalogueWords.version(catalogue.data.seq)}</span>
        <span className="page-step page-steps">
          <Button href="/api/v1/catalogue/export.xlsx" download>
            {catalogueWords.exportXlsx}
          </Button>
          <Button href="/api/v1/catalogue/export.json" download>
            {catalogueWords.exportJson}
          </Button>
          {mayWrite ? (
            <Button onClick={() => setImporting(true)}>{catalogueWords.import}</Button>
          ) : null}
        </span>
      </div>
      <div className="catalogue-kinds">
        <Segmented
          value={kind}
          onChange={(next) => {
            setKind(next);
            setFind("");
          }}
          options={KINDS.map((value) => ({ value, label: catalogueWords.kinds[value] }))}
        />
        {kind === "board" ? null : (
          <Input.Search
            className="page-search"
            allowClear
            aria-label={catalogueWords.find}
            placeholder={catalogueWords.find}
            value={find}
            onChange={({ target }) => setFind(target.value)}
          />
        )}
      </div>
      <ListOf key={kind} kind={kind} catalogue={catalogue.data} mayWrite={mayWrite} find={find} />
      {importing ? <ImportDialog onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function ListOf(props: {
  kind: CatalogueKind;
  catalogue: CatalogueAnswer;
  mayWrite: boolean;
  find: string;
}) {
  const { kind, ...rest } = props;
  switch (kind) {
    case "indicators":
      return <DefinitionTable list={INDICATORS} {...rest} />;
    case "targets":
      return <DefinitionTable list={TARGETS} {...rest} />;
    case "rules":
      return <DefinitionTable list={RULES} {...rest} />;
    case "regions":
      return <DefinitionTable list={REGIONS} {...rest} />;
    case "units":
      return <DefinitionTable list={UNITS} {...rest} />;
    case "duties":
      return <DefinitionTable list={DUTIES} {...rest} />;
    case "board":
      return <BoardOrder catalogue={rest.catalogue} mayWrite={rest.mayWrite} />;
  }
}
