import { lazy } from "react";
import { admin } from "../../strings/zh-CN-admin.ts";
import type { Section } from "./sections.ts";

const group = "administration";

/** What administrators work with; whoever may not open a page does not see its entry. */
export const ADMINISTRATION: readonly Section[] = [
  {
    path: "/accounts",
    label: admin.sections.accounts,
    group,
    action: "account.read",
    Page: lazy(() =>
      import("./accounts/AccountsPage.tsx").then((m) => ({ default: m.AccountsPage })),
    ),
  },
  {
    path: "/sessions",
    label: admin.sections.sessions,
    group,
    action: "session.revoke",
    Page: lazy(() =>
      import("./sessions/SessionsPage.tsx").then((m) => ({ default: m.SessionsPage })),
    ),
  },
  {
    path: "/keys",
    label: admin.sections.keys,
    group,
    action: "api_key.read",
    Page: lazy(() => import("./keys/KeysPage.tsx").then((m) => ({ default: m.KeysPage }))),
  },
  {
    path: "/screens",
    label: admin.sections.screens,
    group,
    action: "screen.pair",
    Page: lazy(() => import("./screens/ScreensPage.tsx").then((m) => ({ default: m.ScreensPage }))),
  },
  {
    path: "/audit",
    label: admin.sections.audit,
    group,
    action: "audit.read",
    Page: lazy(() => import("./audit/AuditPage.tsx").then((m) => ({ default: m.AuditPage }))),
  },
  {
    path: "/catalogue",
    label: admin.sections.catalogue,
    group,
    action: "catalogue.read",
    Page: lazy(() =>
      import("./catalogue/CataloguePage.tsx").then((m) => ({ default: m.CataloguePage })),
    ),
  },
];
