import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import helmet from "helmet";

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
