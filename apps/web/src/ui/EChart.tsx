import { chartTheme, type ChartTable } from "@diaodu/charts";
import { memo, useContext, useEffect, useId, useRef, useState } from "react";
import { type ChartBox, ChartPrinting } from "./drawn-charts.ts";
import { type Drawing, type LiveChart, liveChart } from "./open-chart.ts";

/** Pixels of one rem in which the server draws; the drawing then scales into its place. */
const PRINTED_REM = 20;

/**
 * One chart: drawn by the server into the page, or by ECharts, which is loaded on demand and takes
 * the drawing's place when the browser has nothing better to do. Redrawn only for another `draw`,
 * sized with its element, gone with it. Screen readers get the table of the same figures.
 *
 * @param subject what the chart is about; another subject starts afresh instead of gliding over
 * @param draw a stable function (useCallback); text is one rem, so page and chart share one scale
 * @param box where the layout puts the chart on a screen of 16:9
 */
export const EChart = memo(function EChart(props: {
  label: string;
  subject: string;
  table: ChartTable;
  draw: Drawing;
  box: ChartBox;
}) {
  const { label, subject, table, draw, box } = props;
  const host = useRef<HTMLDivElement>(null);
  const printed = useRef<HTMLDivElement>(null);
  const chart = useRef<LiveChart | null>(null);
  const latest = useRef({ draw, subject });
  const [failed, setFailed] = useState(false);
  const drawing = usePrinted(draw, box);

  useEffect(() => {
    latest.current = { draw, subject };
    chart.current?.show(latest.current);
  }, [draw, subject]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let gone = false;
    const begin = async () => {
      if (printed.current?.firstChild !== null) await untilIdle();
      if (gone) return;
      const { openChart } = await import("@diaodu/charts/init");
      if (gone) return;
      chart.current = liveChart(element, openChart, latest.current);
      printed.current?.replaceChildren();
    };
    // The page outlived its build or the network, or the chart its figures: the table still serves.
    begin().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
      chart.current?.close();
      chart.current = null;
    };
  }, []);

  return (
    <figure className="echart" role="group" aria-label={label}>
      <div className="echart-host" aria-hidden="true">
        <div
          className="echart-printed"
          ref={printed}
          suppressHydrationWarning
          // Our own drawing of numbers and names; whatever text it holds, ECharts escaped it.
          dangerouslySetInnerHTML={drawing}
        />
        <div className="echart-live" ref={host} />
      </div>
      <FallbackTable table={table} visible={failed} />
    </figure>
  );
});

const NOTHING = { __html: "" };

/** The chart as the server draws it; the browser leaves what it finds. */
function usePrinted(draw: Drawing, box: ChartBox): { __html: string } {
  const printer = useContext(ChartPrinting);
  const id = useId();
  if (printer === null) return NOTHING;
  const size = { width: box.width * PRINTED_REM, height: box.height * PRINTED_REM };
  return { __html: printer.print(draw(size, chartTheme(printer.theme, PRINTED_REM)), size, id) };
}

/** The drawing is there already: what makes it live may wait for the page to settle. */
function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") {
      requestIdleCallback(() => resolve(), { timeout: 1000 });
    } else setTimeout(resolve, 100);
  });
}

const FallbackTable = memo(function FallbackTable(props: { table: ChartTable; visible: boolean }) {
  return (
    <table className={props.visible ? "echart-table" : "visually-hidden"}>
      <caption>{props.table.caption}</caption>
      <thead>
        <tr>
          {props.table.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.table.rows.map((row, index) => (
          <tr key={`${index} ${row[0]}`}>
            {row.map((cell, column) => (
              <td key={props.table.columns[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
