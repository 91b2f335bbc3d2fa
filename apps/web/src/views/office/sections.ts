import type { Me } from "@diaodu/contracts";
import type { Action } from "@diaodu/domain";
import { lazy, type ComponentType } from "react";
import { offers } from "../../api/me.ts";
import { office } from "../../strings/zh-CN-office.ts";
import { ADMINISTRATION } from "./administration.ts";
import { DISPATCH } from "./dispatch.ts";

/** One entry of the side menu: an address below `/office` and the page that stands there. */
export interface Section {
  readonly path: string;
  /** Where other addresses lead to the page as well: `/slips/:id?`. */
  readonly route?: string;
  readonly label: string;
  readonly group: "figures" | "dispatch" | "administration";
  /** Offered to whoever has any reach for it. */
  readonly action: Action;
  readonly Page: ComponentType;
}

/** In the order of the menu; the first that is offered is where `/office` leads. */
export const SECTIONS: readonly Section[] = [
  {
    path: "/report",
    label: office.sections.report,
    group: "figures",
    action: "report.write",
    Page: lazy(() => import("./report/ReportPage.tsx").then((m) => ({ default: m.ReportPage }))),
  },
  {
    path: "/import",
    label: office.sections.import,
    group: "figures",
    action: "report.write",
    Page: lazy(() => import("./import/ImportPage.tsx").then((m) => ({ default: m.ImportPage }))),
  },
  {
    path: "/review",
    label: office.sections.review,
    group: "figures",
    action: "report.publish",
    Page: lazy(() => import("./review/ReviewPage.tsx").then((m) => ({ default: m.ReviewPage }))),
  },
  ...DISPATCH,
  ...ADMINISTRATION,
];

export function sectionsFor(me: Me): readonly Section[] {
  return SECTIONS.filter(({ action }) => offers(me, action));
}
