import { AUDIT_ACTION_NAMES } from "@diaodu/contracts";
import { ACTION_NAMES } from "@diaodu/domain";
import { Button, Input, Select, Tag } from "antd";
import { admin } from "../../../strings/zh-CN-admin.ts";
import type { AuditFilter } from "./audit-filter.ts";

const words = admin.audit;
const ACTION_OPTIONS = Object.entries({ ...ACTION_NAMES, ...AUDIT_ACTION_NAMES })
  .map(([value, label]) => ({ value, label }))
  .toSorted((a, b) => a.label.localeCompare(b.label, "zh-CN"));
const RESULT_OPTIONS = Object.entries(words.results).map(([value, label]) => ({ value, label }));

/** What to look at: who, what, how it ended, when. Who is looked for by a part of the name, or chosen in the table. */
export function AuditFilters(props: {
  filter: AuditFilter;
  /** Name of the one whose rows alone are shown. */
  only: string;
  onFilter: (filter: AuditFilter) => void;
}) {
  const { filter, onFilter } = props;
  /** Keys without a value are left out. */
  const set = (change: { [Key in keyof AuditFilter]?: AuditFilter[Key] | undefined }) => {
    const given = Object.entries({ ...filter, ...change }).filter(([, value]) => value);
    onFilter(Object.fromEntries(given) as AuditFilter);
  };
  return (
    <div className="audit-filters">
      {filter.actorId === undefined ? (
        <Input.Search
          aria-label={words.filters.actor}
          placeholder={words.filters.actorName}
          className="page-search"
          allowClear
          maxLength={64}
          defaultValue={filter.actor ?? ""}
          onSearch={(actor) => set({ actor: actor.trim() })}
        />
      ) : (
        <Tag closable onClose={() => set({ actorId: undefined })}>
          {words.onlyThis(props.only)}
        </Tag>
      )}
      <Select
        aria-label={words.filters.action}
        placeholder={words.filters.action}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        value={filter.action ?? null}
        options={ACTION_OPTIONS}
        popupMatchSelectWidth={false}
        onChange={(action: string | null) => set({ action: action ?? undefined })}
      />
      <Select
        aria-label={words.filters.result}
        placeholder={words.filters.result}
        allowClear
        value={filter.result ?? null}
        options={RESULT_OPTIONS}
        onChange={(result: AuditFilter["result"] | null) => set({ result: result ?? undefined })}
      />
      <label>
        {words.filters.from}
        <Input
          type="date"
          value={filter.from ?? ""}
          onChange={({ target }) => set({ from: target.value })}
        />
      </label>
      <label>
        {words.filters.to}
        <Input
          type="date"
          value={filter.to ?? ""}
          onChange={({ target }) => set({ to: target.value })}
        />
      </label>
      {Object.keys(filter).length === 0 ? null : (
        <Button onClick={() => onFilter({})}>{words.filters.clear}</Button>
      )}
    </div>
  );
}
