import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/u;
/** What passed a proxy did not begin on this machine, whoever the proxy is. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/**
 * Whether this request may read measurements: one that began on this machine, or one that shows the
 * password (HTTP Basic, any user name) where one is set.
 */
export function mayMeasure(
  req: Pick<IncomingMessage, "headers" | "socket">,
  password: string | null,
): boolean {
  const local =
    LOOPBACK.test(req.socket.remoteAddress ?? "") &&
    FORWARDED.every((name) => req.headers[name] === undefined);
  if (local) return true;
  const shown = /^Basic ([\w+/=]+)$/u.exec(req.headers.authorization ?? "")?.[1];
  if (password === null || shown === undefined) return false;
  const [, ...given] = Buffer.from(shown, "base64").toString().split(":");
  // Of equal length, whatever was shown: the comparison's time tells nothing.
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given.join(":")), hash(password));
}
