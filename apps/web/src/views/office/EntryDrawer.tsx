import type { ReportEntry } from "@diaodu/contracts";
import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useApi } from "../../api/api.ts";
import { eventsQuery } from "../../api/reports.ts";
import { OriginSteps } from "../../features/origin/OriginSteps.tsx";
import "../../features/origin/origin.css";
import { office } from "../../strings/zh-CN-office.ts";
import { Failed, Loading } from "./PageStates.tsx";

/** Everything that happened to one figure on its way. */
export function EntryDrawer(props: { entry: ReportEntry | null; onClose: () => void }) {
  const { entry } = props;
  return (
    <Drawer
      open={entry !== null}
      size={480}
      title={
        entry === null
          ? office.review.history
          : `${entry.indicatorName} · ${entry.regionName} · ${entry.periodLabel}`
      }
      onClose={props.onClose}
    >
      {entry === null ? null : <Events entry={entry} />}
    </Drawer>
  );
}

function Events({ entry }: { entry: ReportEntry }) {
  const events = useQuery(eventsQuery(useApi(), entry.id));
  if (events.data !== undefined) {
    return <OriginSteps steps={events.data.steps} unit={entry.measureUnit} />;
  }
  if (events.isError) return <Failed error={events.error} retry={() => void events.refetch()} />;
  return <Loading />;
}
