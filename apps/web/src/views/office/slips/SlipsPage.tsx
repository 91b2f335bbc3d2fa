import type { Slips } from "@diaodu/contracts";
import { RUNG_NAMES, RUNGS } from "@diaodu/domain";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented, Select } from "antd";
import { useState } from "react";
import { useParams, useSearchParams } from "wouter";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { slipsQuery, type SlipFilter } from "../../../api/slips.ts";
import { slipWords as words } from "../../../strings/zh-CN-slips.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useNames } from "../scope/use-names.ts";
import { IssueDialog } from "./IssueDialog.tsx";
import { SlipSheet } from "./SlipSheet.tsx";
import { SlipTable } from "./SlipTable.tsx";
import "./slips.css";

const LISTS = ["open", "late", "answered", "settled", "withdrawn"] as const;
type List = (typeof LISTS)[number];

/** 督办: every slip by state and rung, or one of them as a sheet. */
export function SlipsPage() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <SlipList /> : <SlipSheet key={id} id={id} />;
}

function SlipList() {
  const [asked, ask] = useSearchParams();
  const [issuing, setIssuing] = useState(false);
  const me = useMe();
  const list = LISTS.find((one) => one === asked.get("state")) ?? "open";
  const rung = asked.get("rung");
  const unit = asked.get("unit");
  const filter: SlipFilter = {
    state: list,
    ...(rung === null ? {} : { rung }),
    ...(unit === null ? {} : { unit }),
  };
  const slips = useQuery(slipsQuery(useApi(), filter));
  const { units } = useNames();
  const change = (key: string, value: string | undefined) =>
    ask(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === undefined) after.delete(key);
        else after.set(key, value);
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <div className="page-title">
        <h2>{words.section}</h2>
        <div className="slip-lists">
          <Segmented<List>
            aria-label={words.list}
            value={list}
            onChange={(state) => change("state", state)}
            options={LISTS.map((value) => ({ value, label: labelOf(value, slips.data) }))}
          />
        </div>
        <Select
          className="rung-select"
          aria-label={words.rung}
          allowClear
          placeholder={words.allRungs}
          value={rung}
          options={RUNGS.map((value) => ({ value, label: RUNG_NAMES[value] }))}
          onChange={(value: string | undefined) => change("rung", value)}
        />
        <Select
          className="unit-select"
          aria-label={words.unit}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={words.allUnits}
          value={unit}
          options={units.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code: string | undefined) => change("unit", code)}
        />
        {offers(me, "slip.manage") ? (
          <Button type="primary" onClick={() => setIssuing(true)}>
            {words.issue.open}
          </Button>
        ) : null}
      </div>
      {slips.data?.more === true ? <Alert type="warning" showIcon title={words.more} /> : null}
      {slips.data !== undefined && !slips.isPlaceholderData ? (
        <SlipTable
          slips={slips.data.slips}
          empty={list === "open" ? words.emptyOpen : words.empty}
        />
      ) : slips.isError ? (
        <Failed error={slips.error} retry={() => void slips.refetch()} />
      ) : (
        <Loading />
      )}
      {issuing ? <IssueDialog onClose={() => setIssuing(false)} /> : null}
    </>
  );
}

function labelOf(list: List, slips: Slips | undefined): string {
  const count = slips?.counts[list];
  return count === undefined ? words.lists[list] : `${words.lists[list]} ${count}`;
}
