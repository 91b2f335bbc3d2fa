import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { problemOf } from "@diaodu/contracts";
import type { Fault, Problem, ProblemCode } from "@diaodu/contracts";
import { isFull, StorageUnavailable } from "@diaodu/storage";

/** A refusal that the closed table of problems knows. Thrown by handlers, answered at the edge. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly faults: readonly Fault[] | undefined;
  /** What somebody else saved meanwhile, for the one who must choose. */
  readonly draft: Problem["draft"];

  constructor(
    code: ProblemCode,
    more: {
      detail?: string | undefined;
      faults?: readonly Fault[];
      draft?: Problem["draft"];
    } = {},
    cause?: unknown,
  ) {
    super(code, { cause });
    this.code = code;
    this.detail = more.detail;
    this.faults = more.faults;
    this.draft = more.draft;
  }
}

/** Body-parser's own names of what was wrong with a body. */
const BODY_ERRORS: Readonly<Record<string, ProblemCode>> = {
  "entity.too.large": "body_too_large",
  "entity.parse.failed": "malformed_json",
  "encoding.unsupported": "unsupported_media_type",
  "charset.unsupported": "unsupported_media_type",
  "request.size.invalid": "malformed_json",
  "request.aborted": "malformed_json",
};

/**
 * Any thrown value as a refusal, once, at the edge. What is not known becomes `internal`: its
 * message stays in the log, because it may name a table, a path or a person.
 */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // An upload's own file has no room either.
  if (isFull(error)) return new Refusal("storage_full", {}, error);
  if (error instanceof StorageUnavailable && error.full) {
    return new Refusal("storage_full", {}, error);
  }
  if (error instanceof StorageUnavailable) return new Refusal("storage_unavailable", {}, error);
  if (error instanceof URIError) return new Refusal("not_found", {}, error);
  if (error instanceof Error && "type" in error && typeof error.type === "string") {
    const code = BODY_ERRORS[error.type];
    if (code !== undefined) return new Refusal(code, {}, error);
  }
  // zlib failing on a body that only claims to be compressed reaches us with body-parser's 400.
  if (error instanceof Error && "status" in error && error.status === 400) {
    return new Refusal("malformed_json", {}, error);
  }
  return new Refusal("internal", {}, error);
}

/** Sends the problem document of `refusal` (RFC 9457); `instance` is the id that the log has. */
function sendProblem(res: Response, refusal: Refusal): void {
  const document = problemOf(refusal.code, {
    instance: `urn:diaodu:request:${requestId(res)}`,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    ...(refusal.faults === undefined ? {} : { faults: [...refusal.faults] }),
    ...(refusal.draft === undefined ? {} : { draft: refusal.draft }),
  });
  if (refusal.code === "unauthenticated") res.setHeader("WWW-Authenticate", 'Bearer realm="api"');
  if (document.status === 503 || document.status === 507) res.setHeader("Retry-After", "5");
  res
    .status(document.status)
    .setHeader("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(document));
}

/** The id given to this request by the request log. */
function requestId(res: Response): string {
  const id: unknown = res.locals["requestId"];
  return typeof id === "string" ? id : "unknown";
}

/** Whether the caller is a program (gets problem documents) or a person at a browser. */
function isApi(req: Request): boolean {
  return req.path.startsWith("/api/") || req.path === "/api" || !req.accepts("html");
}

/** Answers whatever no route took: 404 as a document for programs, as a page for people. */
export function notFound(): RequestHandler {
  return (req, res) => {
    if (isApi(req)) return sendProblem(res, new Refusal("not_found"));
    res
      .status(404)
      .setHeader("Cache-Control", "no-store")
      .type("html")
      .send(plainPage("没有这个页面", "请检查地址，或打开下面的页面："));
  };
}

const REFUSES_METHODS = Symbol("refuses methods");

/** Allows only the methods of a resource; 405 names them. */
export function methodNotAllowed(...allowed: readonly string[]): RequestHandler {
  const handler: RequestHandler = (_req, res) => {
    res.setHeader("Allow", allowed.join(", "));
    sendProblem(res, new Refusal("method_not_allowed"));
  };
  return Object.assign(handler, { [REFUSES_METHODS]: true });
}

/** Whether a handler is such a refusal, which tells nobody anything and needs no guard. */
export function refusesMethods(handler: unknown): boolean {
  return typeof handler === "function" && REFUSES_METHODS in handler;
}

/** The last handler: wraps, logs what is ours, masks, answers. */
export function errorEdge(): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const refusal = refusalOf(error);
    const status = problemOf(refusal.code).status;
    if (status >= 500) {
      req.log.error({ err: refusal.cause ?? refusal, code: refusal.code }, "request failed");
    }
    // The whole answer is out, as when its session could not be stored: the next one may follow.
    if (res.writableEnded) return;
    // Half an answer is out: only closing the connection tells the reader that it is incomplete.
    if (res.headersSent) return next(error);
    if (isApi(req)) return sendProblem(res, refusal);
    res
      .status(status)
      .setHeader("Cache-Control", "no-store")
      .type("html")
      .send(plainPage(problemOf(refusal.code).title, `请求编号 ${requestId(res)}`));
  };
}

/** A small page of our own for moments without the built web app. `words` must be our own text. */
export function plainPage(title: string, words: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title></head>
<body><h1>${title}</h1><p>${words}</p>
<ul><li><a href="/wall">大屏</a></li><li><a href="/m">手机</a></li><li><a href="/meeting">调度会</a></li></ul>
</body></html>
`;
}
