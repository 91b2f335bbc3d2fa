import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Typography } from "antd";
import { useState } from "react";
import { auditHeadQuery, auditQuery } from "../../../api/accounts.ts";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { admin } from "../../../strings/zh-CN-admin.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { type AuditFilter, filterQuery } from "./audit-filter.ts";
import { AuditFilters } from "./AuditFilters.tsx";
import { AuditTable } from "./AuditTable.tsx";
import "../administration.css";

const words = admin.audit;

/** Who did what, and what was refused: the log that nobody can change unseen. */
export function AuditPage() {
  const api = useApi();
  const me = useMe();
  const [filter, setFilter] = useState<AuditFilter>({});
  const query = filterQuery(filter);
  const pages = useInfiniteQuery({
    ...auditQuery(api, query),
    placeholderData: (before) => before,
  });
  const head = useQuery(auditHeadQuery(api));
  const rows = pages.data?.pages.flat() ?? [];
  const [only, setOnly] = useState("");
  if (pages.data === undefined) {
    if (pages.isError) return <Failed error={pages.error} retry={() => void pages.refetch()} />;
    return <Loading />;
  }
  const exported = (ending: string) => `/api/v1/audit/export.${ending}${query ? `?${query}` : ""}`;
  return (
    <>
      <div className="page-title">
        <h2>{admin.sections.audit}</h2>
        {offers(me, "audit.export") ? (
          <span className="page-step">
            <Button href={exported("csv")} download>
              {words.export}
            </Button>{" "}
            <Button href={exported("ndjson")} download>
              {words.exportLines}
            </Button>
          </span>
        ) : null}
      </div>
      {head.data ? (
        <p className="audit-head" title={words.headMore}>
          {words.head(head.data.n)}{" "}
          <Typography.Text className="mono" copyable={{ tooltips: [admin.copy, admin.copied] }}>
            {head.data.hash}
          </Typography.Text>
          <span className="dim"> {words.headMore}</span>
        </p>
      ) : null}
      <AuditFilters filter={filter} only={only} onFilter={setFilter} />
      <AuditTable
        rows={rows}
        busy={pages.isPlaceholderData}
        onActor={({ id, name }) => {
          if (id === null) return;
          const { actor: _, ...rest } = filter;
          setOnly(name);
          setFilter({ ...rest, actorId: id });
        }}
      />
      <div className="audit-foot">
        {pages.hasNextPage ? (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {words.older}
          </Button>
        ) : (
          <span className="dim">{words.end}</span>
        )}
      </div>
    </>
  );
}
