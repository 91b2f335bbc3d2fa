import type { Items } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Segmented, Select } from "antd";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { useApi } from "../../../api/api.ts";
import { itemsQuery, type ItemFilter } from "../../../api/items.ts";
import { offers } from "../../../api/me.ts";
import { itemWords as words } from "../../../strings/zh-CN-items.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useNames } from "../scope/use-names.ts";
import { ItemDrawer } from "./ItemDrawer.tsx";
import { ItemTable, type View } from "./ItemTable.tsx";
import { RaiseDialog } from "./RaiseDialog.tsx";
import "./items.css";

const LISTS = ["open", "overdue", "waiting", "closed"] as const;
const VIEWS = ["problems", "remedies", "responsibility"] as const;
type List = (typeof LISTS)[number];

/** 问题, 措施 and 责任: three views of the same items, and the way to each of them. */
export function ItemsPage() {
  const [asked, ask] = useSearchParams();
  const [view, setView] = useState<View>("problems");
  const me = useMe();
  const list = LISTS.find((one) => one === asked.get("state")) ?? "open";
  const unit = asked.get("unit");
  const filter: ItemFilter = {
    state: list,
    ...(unit === null ? {} : { unit }),
    ...(asked.get("mine") === "1" ? { mine: "1" } : {}),
  };
  const items = useQuery(itemsQuery(useApi(), filter));
  const { units } = useNames();
  const change = (key: string, value: string | null) =>
    ask(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null) after.delete(key);
        else after.set(key, value);
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <div className="page-title">
        <h2>{words.section}</h2>
        <Segmented<List>
          aria-label={words.list}
          value={list}
          onChange={(state) => change("state", state)}
          options={LISTS.map((value) => ({ value, label: labelOf(value, items.data) }))}
        />
        <Select
          className="unit-select"
          aria-label={words.unit}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={words.allUnits}
          value={unit}
          options={units.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code: string | undefined) => change("unit", code ?? null)}
        />
        <Checkbox
          checked={filter.mine === "1"}
          onChange={({ target }) => change("mine", target.checked ? "1" : null)}
        >
          {words.mine}
        </Checkbox>
        <span className="page-steps">
          {offers(me, "item.raise") ? (
            <Button type="primary" onClick={() => change("raise", "")}>
              {words.raise}
            </Button>
          ) : null}
          <Button href={`/api/v1/items/export.xlsx?${new URLSearchParams({ ...filter })}`} download>
            {words.export}
          </Button>
        </span>
      </div>
      <Segmented<View>
        aria-label={words.view}
        className="item-views"
        value={view}
        onChange={setView}
        options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
      />
      {items.data?.more === true ? <Alert type="warning" showIcon title={words.more} /> : null}
      {items.data !== undefined && !items.isPlaceholderData ? (
        <ItemTable
          view={view}
          items={items.data.items}
          empty={list === "open" ? words.emptyOpen : words.empty}
          open={(id) => change("item", id)}
        />
      ) : items.isError ? (
        <Failed error={items.error} retry={() => void items.refetch()} />
      ) : (
        <Loading />
      )}
      <ItemDrawer id={asked.get("item")} onClose={() => change("item", null)} />
      {asked.has("raise") && offers(me, "item.raise") ? (
        <RaiseDialog
          from={asked.get("raise") ?? ""}
          onClose={() => change("raise", null)}
          onStanding={(id) => {
            change("raise", null);
            change("item", id);
          }}
        />
      ) : null}
    </>
  );
}

function labelOf(list: List, items: Items | undefined): string {
  const count = items?.counts[list];
  return count === undefined ? words.lists[list] : `${words.lists[list]} ${count}`;
}
