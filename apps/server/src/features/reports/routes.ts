import { Router } from "express";
import { attachmentRoutes } from "../attachments/routes.ts";
import { observationRoutes } from "../observations/routes.ts";
import { originRoutes } from "../origin/routes.ts";
import type { Desk } from "./desk.ts";
import { reviewRoutes } from "./review-routes.ts";
import { sheetRoutes } from "./sheet-routes.ts";
import { submitRoutes } from "./submit-routes.ts";

/** Figures on their way in: from units and machines, through review, to the board and back. */
export function figureRoutes(desk: Desk): Router {
  const router = Router();
  router.use(
    observationRoutes(desk),
    sheetRoutes(desk),
    submitRoutes(desk),
    reviewRoutes(desk),
    attachmentRoutes(desk),
    originRoutes(desk),
  );
  return router;
}
