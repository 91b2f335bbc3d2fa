import type { Router } from "express";
import type { Access } from "./access/access.ts";
import { accountRoutes } from "./features/accounts/routes.ts";
import { airHourRoutes } from "./features/air-hours/routes.ts";
import { apiKeyRoutes } from "./features/api-keys/routes.ts";
import { auditRoutes } from "./features/audit/routes.ts";
import type { BulletinDesk } from "./features/bulletins/bulletin-desk.ts";
import { bulletinRoutes } from "./features/bulletins/routes.ts";
import { catalogueImportRoutes } from "./features/catalogue/import-routes.ts";
import { catalogueRoutes } from "./features/catalogue/routes.ts";
import { inboxRoutes } from "./features/inbox/routes.ts";
import { itemRoutes } from "./features/items/routes.ts";
import { liaisonRoutes } from "./features/liaisons/routes.ts";
import { meetingRoutes } from "./features/meetings/routes.ts";
import type { RoundDesk } from "./features/rounds/round-detail.ts";
import { roundRoutes } from "./features/rounds/routes.ts";
import { screenRoutes } from "./features/screens/routes.ts";
import { sessionRoutes } from "./features/session/routes.ts";
import { sessionsRoutes } from "./features/sessions/routes.ts";
import { settingsRoutes } from "./features/settings/routes.ts";
import { slipRoutes } from "./features/slips/routes.ts";

/** What the people of an office work with, below `/api/v1`: dispatch, accounts, the ground, meetings. */
export function officeRouters(o: {
  readonly desk: RoundDesk & BulletinDesk;
  readonly access: Access;
  readonly meetings: Parameters<typeof meetingRoutes>[0];
}): Router[] {
  const { desk, access, meetings } = o;
  return [
    roundRoutes(desk),
    itemRoutes(desk),
    liaisonRoutes(desk),
    slipRoutes(desk),
    inboxRoutes(desk),
    settingsRoutes(desk),
    bulletinRoutes(desk),
    sessionRoutes(access),
    accountRoutes(access),
    sessionsRoutes(access),
    apiKeyRoutes(access),
    screenRoutes(access),
    auditRoutes(access),
    airHourRoutes(desk),
    catalogueRoutes(desk),
    catalogueImportRoutes(desk),
    meetingRoutes(meetings),
  ];
}
