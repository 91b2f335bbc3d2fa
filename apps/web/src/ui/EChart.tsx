import { chartTheme, type ChartOption, type ChartTable, type ChartTheme } from "@diaodu/charts";
import type { OpenChart } from "@diaodu/charts/init";
import { memo, useEffect, useRef, useState } from "react";

/** From the element's size in CSS pixels and the page's theme to what is drawn. */
export type Drawing = (size: { width: number; height: number }, theme: ChartTheme) => ChartOption;

/**
 * One ECharts instance on one element: loaded on demand, redrawn only for another `draw`, sized
 * with its element, gone with it. Screen readers get the table of the same figures.
 *
 * @param subject what the chart is about; another subject starts afresh instead of gliding over
 * @param draw a stable function (useCallback); text is one rem, so page and chart share one scale
 */
export const EChart = memo(function EChart(props: {
  label: string;
  subject: string;
  table: ChartTable;
  draw: Drawing;
}) {
  const { label, subject, table, draw } = props;
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<{ open: OpenChart; subject: string } | null>(null);
  const latest = useRef({ draw, subject });
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    latest.current = { draw, subject };
    if (host.current !== null) redraw(chart.current, host.current, latest.current);
  }, [draw, subject]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let gone = false;
    let frame = 0;
    let drawn = "";
    const observer = new ResizeObserver(() => {
      const size = `${element.clientWidth} ${element.clientHeight}`;
      if (size === drawn) return;
      drawn = size;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        chart.current?.open.resize();
        redraw(chart.current, element, latest.current);
      });
    });
    const begin = async () => {
      const { openChart } = await import("@diaodu/charts/init");
      if (gone) return;
      chart.current = { open: openChart(element), subject: latest.current.subject };
      redraw(chart.current, element, latest.current);
      drawn = `${element.clientWidth} ${element.clientHeight}`;
      observer.observe(element);
    };
    // The page outlived its build or the network, or the chart its figures: the table still serves.
    begin().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
      cancelAnimationFrame(frame);
      observer.disconnect();
      chart.current?.open.close();
      chart.current = null;
    };
  }, []);

  return (
    <figure className="echart" role="group" aria-label={label}>
      <div className="echart-host" ref={host} aria-hidden="true" />
      <FallbackTable table={table} visible={failed} />
    </figure>
  );
});

function redraw(
  chart: { open: OpenChart; subject: string } | null,
  element: HTMLElement,
  latest: { draw: Drawing; subject: string },
) {
  const size = { width: element.clientWidth, height: element.clientHeight };
  if (chart === null || size.width === 0 || size.height === 0) return;
  if (chart.subject !== latest.subject) chart.open.clear();
  chart.subject = latest.subject;
  const root = document.documentElement;
  const mode = getComputedStyle(root).colorScheme === "dark" ? "dark" : "light";
  const theme = chartTheme(mode, Number.parseFloat(getComputedStyle(root).fontSize));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  chart.open.draw({ ...latest.draw(size, theme), ...(still ? { animation: false } : {}) });
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
