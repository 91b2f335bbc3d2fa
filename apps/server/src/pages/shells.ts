import { randomBytes } from "node:crypto";
import { Router } from "express";
import type { RequestHandler } from "express";
import { guard } from "../access/guard.ts";
import { pageGuard, toSignIn } from "../access/page-guard.ts";
import { allowStyles } from "../http/security.ts";
import type { WebBuild } from "./web-build.ts";

/** In the office's template; replaced for each answer. */
const NONCE = "__NONCE__";

/**
 * `/office` and `/sign-in`: pages that hold nothing before their scripts ask for it. Never kept, so
 * that each nonce is used once and a signed-out person's Back button finds no page.
 */
export function shellRoutes(web: WebBuild): Router {
  const router = Router();
  const office: RequestHandler = (_req, res) => {
    const nonce = randomBytes(16).toString("base64");
    allowStyles(res, [`nonce-${nonce}`]);
    const page = web.shells.office.replace(NONCE, () => nonce);
    res.setHeader("Cache-Control", "no-store").type("html").send(page);
  };
  router.get(["/office", "/office/*rest"], pageGuard("session.own", toSignIn), office);
  router.get("/sign-in", guard("session.open"), (_req, res) => {
    res.setHeader("Cache-Control", "no-store").type("html").send(web.shells["sign-in"]);
  });
  return router;
}
