import { lazy } from "react";
import { bulletinWords } from "../../strings/zh-CN-bulletins.ts";
import { itemWords } from "../../strings/zh-CN-items.ts";
import { settingsWords } from "../../strings/zh-CN-dispatch-settings.ts";
import { roundWords } from "../../strings/zh-CN-rounds.ts";
import { slipWords } from "../../strings/zh-CN-slips.ts";
import type { Section } from "./sections.ts";

const group = "dispatch";

/** What the dispatch cycle is worked with; whoever may not open a page does not see its entry. */
export const DISPATCH: readonly Section[] = [
  {
    path: "/rounds",
    route: "/rounds/:code?",
    label: roundWords.section,
    group,
    action: "cycle.read",
    Page: lazy(() => import("./rounds/RoundsPage.tsx").then((m) => ({ default: m.RoundsPage }))),
  },
  {
    path: "/items",
    label: itemWords.section,
    group,
    action: "cycle.read",
    Page: lazy(() => import("./items/ItemsPage.tsx").then((m) => ({ default: m.ItemsPage }))),
  },
  {
    path: "/slips",
    route: "/slips/:id?",
    label: slipWords.section,
    group,
    action: "cycle.read",
    Page: lazy(() => import("./slips/SlipsPage.tsx").then((m) => ({ default: m.SlipsPage }))),
  },
  {
    path: "/bulletins",
    route: "/bulletins/:id?",
    label: bulletinWords.section,
    group,
    action: "bulletin.read",
    Page: lazy(() =>
      import("./bulletins/BulletinsPage.tsx").then((m) => ({ default: m.BulletinsPage })),
    ),
  },
  {
    path: "/liaisons",
    label: itemWords.liaisons.section,
    group,
    action: "cycle.read",
    Page: lazy(() =>
      import("./liaisons/LiaisonsPage.tsx").then((m) => ({ default: m.LiaisonsPage })),
    ),
  },
  {
    path: "/dispatch-settings",
    label: settingsWords.section,
    group,
    action: "settings.read",
    Page: lazy(() =>
      import("./dispatch-settings/SettingsPage.tsx").then((m) => ({ default: m.SettingsPage })),
    ),
  },
];
