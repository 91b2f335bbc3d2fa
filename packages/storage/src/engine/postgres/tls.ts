import type { ConnectionOptions } from "node:tls";
import type { Host } from "./address.ts";

const MODES = ["disable", "prefer", "require", "verify-ca", "verify-full"] as const;

export type TlsMode = (typeof MODES)[number];

/** What a connection string asks of the connection's encryption. */
export interface TlsWish {
  readonly mode: TlsMode;
  /** Certificates (PEM) of who may sign the server's; those of the system when undefined. */
  readonly ca: string | undefined;
  /** Our own certificate and its key, PEM. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly passphrase: string | undefined;
}

/**
 * The mode as libpq means it; `pg` by itself would check the server's name in every one of them.
 * https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS
 *
 * @throws RangeError, in Chinese
 */
export function checkTlsMode(mode: string | undefined, root: string | undefined): TlsMode {
  // "If a root CA file exists, the behavior of sslmode=require will be the same as that of verify-ca."
  const asked = mode === "require" && root !== undefined ? "verify-ca" : (mode ?? "prefer");
  const known = MODES.find((each) => each === asked);
  if (known === undefined) throw new RangeError(`sslmode=${asked}：须为 ${MODES.join("、")} 之一`);
  if (known === "verify-ca" && root === undefined) {
    throw new RangeError("sslmode=verify-ca 须以 sslrootcert 指明签发服务器证书的 CA");
  }
  if (root === "system" && known !== "verify-full") {
    throw new RangeError("sslrootcert=system 须与 sslmode=verify-full 一起使用");
  }
  return known;
}

/** Whether a connection to `host` is tried with TLS, and then, where that is refused, without. */
export function tlsAttempts(wish: TlsWish, host: Host): (ConnectionOptions | false)[] {
  // A Unix socket is on this machine; libpq does not encrypt it either.
  if (host.host.startsWith("/") || wish.mode === "disable") return [false];
  const { mode, ca, cert, key, passphrase } = wish;
  const options: ConnectionOptions = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(mode === "prefer" || mode === "require" ? { rejectUnauthorized: false } : {}),
    ...(mode === "verify-ca" ? { checkServerIdentity: () => undefined } : {}),
  };
  return mode === "prefer" ? [options, false] : [options];
}

/** `pg` says so when the server answers that it does not speak TLS. */
export function refusesTls(error: unknown): boolean {
  return error instanceof Error && error.message === "The server does not support SSL connections";
}
