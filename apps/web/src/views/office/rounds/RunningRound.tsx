import type { RoundDetail, UrgeAnswer } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Empty, Segmented } from "antd";
import { useState } from "react";
import { useApi } from "../../../api/api.ts";
import { offers } from "../../../api/me.ts";
import { sheetsQuery } from "../../../api/reports.ts";
import { ROUND_KEY, roundQuery } from "../../../api/rounds.ts";
import { office } from "../../../strings/zh-CN-office.ts";
import { roundWords as words } from "../../../strings/zh-CN-rounds.ts";
import { momentLabel } from "../../../ui/city-date.ts";
import { useMe } from "../me-context.ts";
import { Failed, Loading } from "../PageStates.tsx";
import { useStep } from "../use-step.ts";
import { RoundState } from "./RoundState.tsx";
import { UnitEntries } from "./UnitEntries.tsx";
import { complete, matches, mayBeUrged, UNIT_FILTERS, unitRows } from "./unit-row.ts";
import type { UnitFilter, UnitRow } from "./unit-row.ts";
import { UnitTable } from "./UnitTable.tsx";

/** The running round: who has reported, who has not, and a way to ask for it. */
export function RunningRound({ code }: { code: string }) {
  const round = useQuery(roundQuery(useApi(), code));
  if (round.data !== undefined) return <Units detail={round.data} />;
  if (round.isError) return <Failed error={round.error} retry={() => void round.refetch()} />;
  return <Loading />;
}

function Units({ detail }: { detail: RoundDetail }) {
  const api = useApi();
  const me = useMe();
  const step = useStep();
  const reads = offers(me, "report.read");
  const urges = offers(me, "slip.manage") && detail.round.state !== "closed";
  const sheets = useQuery({ ...sheetsQuery(api), enabled: reads });
  const [filter, setFilter] = useState<UnitFilter>("all");
  const [unit, setUnit] = useState<UnitRow | null>(null);
  const { round } = detail;
  const all = unitRows(detail.units, sheets.data);
  const { done, all: asked } = complete(all);
  const missing = all.filter(mayBeUrged).map((row) => row.unit);
  const urge = (units: readonly string[]) =>
    void step.run(
      () => api.send<UrgeAnswer>("POST", `/rounds/${round.code}/reminders`, { units }),
      { done: ({ urged }) => words.urgeDone(urged.length), changes: [ROUND_KEY] },
    );
  return (
    <section aria-label={words.running}>
      <div className="page-title">
        <h3>{round.label}</h3>
        <RoundState state={round.state} />
        <span className="aside">
          {words.due(momentLabel(round.dueAt))} · {words.summary(done, asked)}
        </span>
        <Segmented<UnitFilter>
          value={filter}
          onChange={setFilter}
          options={UNIT_FILTERS.map((value) => ({
            value,
            label: `${words.filter[value]} ${all.filter((row) => matches(row, value)).length}`,
          }))}
        />
        {urges && missing.length > 0 ? (
          <Button size="small" type="primary" loading={step.busy} onClick={() => urge(missing)}>
            {words.urgeAll(missing.length)}
          </Button>
        ) : null}
        {reads ? (
          <Button
            size="small"
            href={`/api/v1/reports/export.xlsx?round=${encodeURIComponent(round.code)}`}
            download
          >
            {office.progress.exportRound}
          </Button>
        ) : null}
        <Button size="small" href="/api/v1/board/export.xlsx" download>
          {office.progress.exportBoard}
        </Button>
      </div>
      {all.length === 0 ? (
        <Empty description={words.empty} />
      ) : (
        <UnitTable
          rows={all.filter((row) => matches(row, filter))}
          detailed={sheets.data !== undefined}
          onOpen={reads ? setUnit : null}
          onUrge={urges ? (row) => urge([row.unit]) : null}
        />
      )}
      <Drawer
        open={unit !== null}
        size={720}
        title={unit === null ? "" : office.progress.entriesOf(unit.unitName)}
        onClose={() => setUnit(null)}
      >
        {unit === null ? null : <UnitEntries unit={unit.unit} />}
      </Drawer>
    </section>
  );
}
