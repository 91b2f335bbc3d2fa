import { Router } from "express";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { guard } from "../access/guard.ts";
import { pageGuard, toSignIn } from "../access/page-guard.ts";
import type { BoardStore } from "../board/board-store.ts";
import { sendEncoded } from "../http/compressed.ts";
import { methodNotAllowed, plainPage, Refusal } from "../http/problems.ts";
import { allowStyles } from "../http/security.ts";
import { serveAssets } from "./assets.ts";
import { createPageCache } from "./page-cache.ts";
import { shellRoutes } from "./shells.ts";
import type { View, WebBuild } from "./web-build.ts";

const MAX_ADDRESS = 300;
const HTML = "text/html; charset=utf-8";
const PAGES = ["/wall", "/m", "/m/*rest", "/meeting"];
const SHELLS = ["/office", "/office/*rest", "/sign-in"];

/** `/wall`, `/m`, `/meeting`, `/office`, `/sign-in`, `/` and the files of the build. */
export function pageRoutes(o: {
  readonly web: WebBuild | null;
  readonly boards: BoardStore;
  readonly log: Logger;
  readonly access: "open" | "closed";
}): Router {
  const router = Router();
  const { web, boards, log } = o;
  const mayLook = pageGuard("board.read", toSignIn);
  // What a closed board shows is kept by the reader's own browser alone.
  const cacheControl = o.access === "open" ? "no-cache" : "private, no-cache";

  router.get("/", guard("operation.read"), (_req, res) => {
    res
      .setHeader("Cache-Control", "no-cache")
      .type("html")
      .send(plainPage("调度", "主要指标完成情况，选择一个页面："));
  });
  if (web === null) {
    router.get([...PAGES, ...SHELLS], guard("operation.read"), (_req, res) => {
      const words = "请在项目目录运行 npm run build，然后重新启动服务。数据接口不受影响。";
      res
        .status(503)
        .setHeader("Cache-Control", "no-store")
        .type("html")
        .send(plainPage("网页尚未构建", words));
    });
    return router;
  }

  router.use(serveAssets(web.assets));
  const pages = createPageCache({ web, log, steady: () => performance.now() });
  const page =
    (view: View): RequestHandler =>
    async (req, res) => {
      const at = frozenSeq(req.query["at"]);
      const board = at === null ? boards.head() : await boards.at(at);
      if (board === null) throw new Refusal("unknown_version");
      // A query longer than any of ours says nothing to a view; unbounded it would fill the cache.
      const path = req.originalUrl.length <= MAX_ADDRESS ? req.originalUrl : req.path;
      const drawn = await pages.get(view, path, board, at !== null);
      allowStyles(res, web.styles[view]);
      sendEncoded(req, res, drawn, { type: HTML, etag: drawn.etag, cacheControl });
    };
  // What a display that nobody let in shows instead: a page that asks for a code and waits.
  const mayHang = pageGuard("board.read", (_req, res) => {
    res.setHeader("Cache-Control", "no-store").type("html").send(web.shells.pairing);
  });
  router.get("/wall", mayHang, page("wall"));
  router.get(["/m", "/m/*rest"], mayLook, page("phone"));
  router.get("/meeting", mayLook, page("meeting"));
  router.use(shellRoutes(web));
  router.all(["/", ...PAGES, ...SHELLS], methodNotAllowed("GET", "HEAD"));
  // Browsers ask for it whatever the page says; a build with an icon has answered already.
  router.get("/favicon.ico", guard("operation.read"), (_req, res) => void res.status(204).end());
  return router;
}

/** `?at=` of a frozen page; anything that is no seq is no such version. */
function frozenSeq(at: unknown): number | null {
  if (at === undefined) return null;
  if (typeof at === "string" && /^\d{1,15}$/u.test(at)) return Number(at);
  throw new Refusal("unknown_version");
}
