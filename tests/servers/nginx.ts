import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ensureSystemProgram } from "@diaodu/tooling/system-program";
import { LOCAL_CERTIFICATE, LOCAL_KEY } from "../../apps/server/test/local-certificate.ts";
import { freePort } from "../free-port.ts";

const CONFIGURATION = fileURLToPath(
  new URL("../../apps/server/deploy/nginx.conf", import.meta.url),
);
/** What whoever installs it alters, and nothing else. */
const SITE = /( *# ==== 本站设置：只改这里 ====\n)[\s\S]*?( *# ==== 本站设置到此为止 ====\n)/u;

export interface Nginx {
  /** Plain, for clients that trust no certificate of ours. */
  readonly url: string;
  readonly tlsPort: number;
  /** What it has logged so far. */
  accessLog(): string;
  stop(): Promise<void>;
}

/** The real nginx with the configuration that is shipped, before servers at these ports. */
export async function startNginx(upstreams: readonly number[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), "diaodu-nginx-"));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const path = (name: string) => join(folder, name);
  writeFileSync(path("key.pem"), LOCAL_KEY, { mode: 0o600 });
  writeFileSync(path("certificate.pem"), LOCAL_CERTIFICATE);
  const servers = upstreams
    .map((to) => `server 127.0.0.1:${to} max_fails=1 fail_timeout=5s;`)
    .join("\n");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${path(name)};`)
    .join("\n");
  const site = `
    access_log ${path("access.log")} diaodu;
    ${temporary}
    ssl_certificate ${path("certificate.pem")};
    ssl_certificate_key ${path("key.pem")};
    upstream diaodu { least_conn; ${servers} keepalive 64; }
    upstream diaodu_sockets { hash $socket_key consistent; ${servers} }
    server {
      listen 127.0.0.1:${tlsPort} ssl http2;
      listen 127.0.0.1:${port};
  `;
  const shipped = readFileSync(CONFIGURATION, "utf8");
  if (!SITE.test(shipped)) throw new Error("nginx.conf has no part for the site's own settings");
  writeFileSync(
    path("nginx.conf"),
    shipped.replace(SITE, (_all, begin: string, end: string) => `${begin}${site}\n${end}`),
  );
  const main = `daemon off; master_process off; pid ${path("nginx.pid")};`;
  const child = spawn(
    ensureSystemProgram("nginx"),
    ["-p", folder, "-e", path("error.log"), "-c", path("nginx.conf"), "-g", main],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`nginx ended:\n${said}`);
    await pause(50);
  }
  return {
    url,
    tlsPort,
    accessLog: () => readFileSync(path("access.log"), "utf8"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", endWithUs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
