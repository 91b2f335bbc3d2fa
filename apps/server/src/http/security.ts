import type { IncomingMessage } from "node:http";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

const POLICY = "Content-Security-Policy";
const PAGE_HEADERS = [
  POLICY,
  "X-DNS-Prefetch-Control",
  "X-Download-Options",
  "X-Frame-Options",
  "X-Permitted-Cross-Domain-Policies",
  "X-XSS-Protection",
] as const;

/** A Host header that can stand inside a policy without changing it. */
const PLAIN_HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/iu;

/**
 * Our own origin for sockets. Browsers before 2022 do not count `ws:` as `'self'`
 * (https://github.com/w3c/webappsec-csp/issues/7), so the host is named.
 */
function ownSockets(req: IncomingMessage): string {
  const host = req.headers.host ?? "";
  return PLAIN_HOST.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

/**
 * Security headers. Scripts come from our own origin only and none stand in the page; style
 * attributes are allowed because a bar's width is data. No HSTS and no upgrade to https: a wall in
 * a LAN runs on plain http, and a TLS proxy in front sets its own.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", ownSockets],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
      },
    },
    strictTransportSecurity: false,
    // Both need a secure context; over plain http browsers only warn about them.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: "same-origin" },
  });
}

/**
 * Lets the style elements whose content has these hashes (`sha256-…`), or that carry this nonce
 * (`nonce-…`), apply on this page alone.
 */
export function allowStyles(res: Response, sources: readonly string[]): void {
  const policy = res.getHeader(POLICY);
  if (typeof policy !== "string") return;
  const allowed = ["style-src 'self'", ...sources.map((source) => `'${source}'`)].join(" ");
  res.setHeader(
    POLICY,
    policy.replace("style-src 'self'", () => allowed),
  );
}

/** Drops what browsers heed on pages alone: on a slow link it weighs as much as a small file. */
export function dropPageHeaders(res: Response): void {
  for (const name of PAGE_HEADERS) res.removeHeader(name);
}
