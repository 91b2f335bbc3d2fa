import { readFileSync } from "node:fs";
import { checkTlsMode, type TlsWish } from "./tls.ts";

/** One server that may be the primary. */
export interface Host {
  /** A name, an IP address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** A connection string, taken apart. */
export interface Address {
  /** In the order they were named; at least one. */
  readonly hosts: readonly Host[];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly tls: TlsWish;
  /** Milliseconds; undefined leaves it to the settings. */
  readonly connectMs: number | undefined;
  readonly applicationName: string;
  /** Command-line options for the server's session. */
  readonly options: string | undefined;
}

/** What libpq knows beside what is read here, and what makes no difference to us. */
const PASSED_OVER = new Set([
  "channel_binding",
  "client_encoding",
  "fallback_application_name",
  "gssencmode",
  "keepalives",
  "keepalives_count",
  "keepalives_idle",
  "keepalives_interval",
  "load_balance_hosts",
  "require_auth",
  "tcp_user_timeout",
  "uselibpqcompat",
]);
const READ = new Set([
  "application_name",
  "connect_timeout",
  "dbname",
  "host",
  "options",
  "password",
  "port",
  "sslcert",
  "sslkey",
  "sslmode",
  "sslpassword",
  "sslrootcert",
  "target_session_attrs",
  "user",
]);
/** A server that refuses writes is of no use here, so `any` too means the one that takes them. */
const TARGETS = new Set(["any", "read-write", "primary"]);
const DEFAULT_PORT = 5432;
const PARTS = /^postgres(?:ql)?:\/\/(?:([^@/?]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/u;

/**
 * Reads a connection string as libpq does, several hosts included: `postgres://user@a:5432,b/db`,
 * or `?host=/folder/a,/folder/b&port=5432,5433`.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 *
 * @throws RangeError, in Chinese, for a string that cannot be meant
 */
export function readAddress(
  url: string,
  readFile: (path: string) => string = (path) => readFileSync(path, "utf8"),
): Address {
  const parts = PARTS.exec(url);
  if (parts === null) throw new RangeError("数据库地址须为 postgres://用户@主机:端口/数据库");
  const [, credentials = "", authority = "", path = "", query = ""] = parts;
  const settings = readSettings(query);
  const [user = "", ...password] = credentials.split(":");
  const target = settings.get("target_session_attrs") ?? "any";
  if (!TARGETS.has(target)) {
    throw new RangeError(`target_session_attrs=${target}：须为 ${[...TARGETS].join("、")} 之一`);
  }
  const timeout = Number(settings.get("connect_timeout") ?? "0");
  if (!Number.isInteger(timeout)) throw new RangeError("connect_timeout 须为整数（秒）");
  return {
    hosts: readHosts(authority, settings),
    user: settings.get("user") ?? given(decode(user)),
    password: settings.get("password") ?? given(decode(password.join(":"))),
    database: settings.get("dbname") ?? given(decode(path)),
    tls: {
      mode: checkTlsMode(settings.get("sslmode"), settings.get("sslrootcert")),
      ca: readCertificates(settings.get("sslrootcert"), readFile),
      cert: read(settings.get("sslcert"), readFile),
      key: read(settings.get("sslkey"), readFile),
      passphrase: settings.get("sslpassword"),
    },
    // As in libpq, 0 and less mean no bound of the connection string's own.
    connectMs: timeout > 0 ? timeout * 1000 : undefined,
    applicationName: settings.get("application_name") ?? "diaodu",
    options: settings.get("options"),
  };
}

function readSettings(query: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const pair of query.split("&").filter(Boolean)) {
    const [name = "", ...value] = pair.split("=");
    if (PASSED_OVER.has(name)) continue;
    if (!READ.has(name)) throw new RangeError(`数据库地址中没有参数 ${name}`);
    settings.set(name, decode(value.join("=")));
  }
  return settings;
}

function readHosts(authority: string, settings: ReadonlyMap<string, string>): Host[] {
  const named = authority.split(",").map((each) => {
    const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/u.exec(each) ?? [];
    const host = bracketed ?? plain;
    if (host === undefined) throw new RangeError(`数据库地址中的主机 ${each} 无法识别`);
    return { host: decode(host), port: port ?? "" };
  });
  const hosts = settings.get("host")?.split(",") ?? named.map(({ host }) => host);
  const ports = settings.get("port")?.split(",") ?? named.map(({ port }) => port);
  if (ports.length !== 1 && ports.length !== hosts.length) {
    throw new RangeError(`数据库地址有 ${hosts.length} 个主机，却有 ${ports.length} 个端口`);
  }
  return hosts.map((host, index) => {
    const text = (ports.length === 1 ? ports[0] : ports[index]) ?? "";
    const port = text === "" ? DEFAULT_PORT : Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new RangeError(`数据库端口 ${text} 须为 1—65535`);
    }
    return { host: host === "" ? "localhost" : host, port };
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RangeError("数据库地址中的 % 须写作 %25");
  }
}

function given(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function readCertificates(
  path: string | undefined,
  readFile: (path: string) => string,
): string | undefined {
  return path === "system" ? undefined : read(path, readFile);
}

function read(path: string | undefined, readFile: (path: string) => string): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFile(path);
  } catch (error) {
    throw new RangeError(`证书文件 ${path} 无法读取`, { cause: error });
  }
}
