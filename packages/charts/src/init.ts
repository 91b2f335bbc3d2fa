import { BarChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  CalendarComponent,
  GridComponent,
  MarkLineComponent,
  VisualMapPiecewiseComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartOption } from "./option.ts";

// SVG, not canvas: text stays sharp at 4K and on a scaled video wall, a still chart costs nothing
// and holds no bitmap of its own size, and the same renderer draws on a server without a DOM.
use([
  BarChart,
  CalendarComponent,
  GridComponent,
  HeatmapChart,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  VisualMapPiecewiseComponent,
]);

/** One chart on one element. */
export interface OpenChart {
  /** Draws `option` in place of what stood there; series with the same id glide to their new values. */
  draw(option: ChartOption): void;
  /** Forgets what was drawn, so that another subject does not glide out of this one. */
  clear(): void;
  resize(): void;
  /** Lets go of the element and of every listener. */
  close(): void;
}

/** Opens the only chart of `element`; the caller closes it. */
export function openChart(element: HTMLElement): OpenChart {
  const chart = init(element, null, { renderer: "svg" });
  return {
    draw: (option) => chart.setOption(option, { replaceMerge: ["series"] }),
    clear: () => chart.clear(),
    resize: () => chart.resize(),
    close: () => chart.dispose(),
  };
}

/**
 * The chart as an SVG element, without a DOM: it scales into whatever holds it. Carries no
 * stylesheet, which a page's policy may forbid; nothing in our charts needs one.
 *
 * @param id begins every id in the drawing, so that two on one page do not meet; the same drawing
 *   and id make the same text
 */
export function drawSvg(
  option: ChartOption,
  size: { width: number; height: number },
  id = "chart",
): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ ...option, animation: false });
    return chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>/gu, "")
      .replace(/ (?:class|ecmeta_\w+)="[^"]*"/gu, "")
      .replace(/\bzr\d+-/gu, `${id}-`);
  } finally {
    chart.dispose();
  }
}
