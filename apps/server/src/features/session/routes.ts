import { Router } from "express";
import type { Access } from "../../access/access.ts";
import { openIdRoutes } from "./open-id-routes.ts";
import { ownRoutes } from "./own-routes.ts";
import { setupRoutes } from "./setup-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";

/** How people come in, what they are told about themselves, and how they leave. */
export function sessionRoutes(access: Access): Router {
  const router = Router();
  router.use(setupRoutes(access), signInRoutes(access), ownRoutes(access), openIdRoutes(access));
  return router;
}
