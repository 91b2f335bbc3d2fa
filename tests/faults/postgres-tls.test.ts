import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage, StorageUnavailable } from "@diaodu/storage";
import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { LOCAL_CERTIFICATE, LOCAL_KEY } from "../../apps/server/test/local-certificate.ts";
import { askServer } from "../../packages/tooling/src/postgres-query.ts";
import { freePort } from "../free-port.ts";

let folder: string;
let server: PostgresServer;
let port: number;
const now = (): Date => new Date("2020-07-16T02:00:00.000Z");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-tls-"));
  chmodSync(folder, 0o755);
  const [cert, key] = [join(folder, "server.crt"), join(folder, "server.key")];
  writeFileSync(cert, LOCAL_CERTIFICATE);
  writeFileSync(key, LOCAL_KEY, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    // Root's, and readable for the group of the server's user: PostgreSQL takes a key so.
    chownSync(key, 0, 65_534);
    chmodSync(key, 0o640);
  }
  port = await freePort();
  server = await startPostgres({
    settings: {
      fsync: "off",
      listen_addresses: "127.0.0.1,127.0.0.2",
      port: String(port),
      ssl: "on",
      ssl_cert_file: cert,
      ssl_key_file: key,
    },
  });
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe("TLS to PostgreSQL", () => {
  /** Whether a connection to `host` in this mode is encrypted; the error's words when refused. */
  const encrypted = async (host: string, query: string): Promise<boolean | string> => {
    const url = `postgres://postgres@${host}:${port}/diaodu?application_name=${host}&${query}`;
    try {
      const storage = await openStorage({ url, now, postgres: { patienceMs: 0 } });
      const [row] = await askServer(
        join(server.socketFolder, `.s.PGSQL.${port}`),
        "postgres",
        "diaodu",
        `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = '${host}'`,
      );
      await storage.close();
      return row?.[0] === "t";
    } catch (error) {
      return error instanceof StorageUnavailable ? error.message : String(error);
    }
  };
  const ca = (): string => `sslrootcert=${join(folder, "server.crt")}`;

  test("is what the mode says, as libpq means it", async () => {
    expect(await encrypted("127.0.0.1", "sslmode=disable")).toBe(false);
    expect(await encrypted("127.0.0.1", "")).toBe(true);
    expect(await encrypted("127.0.0.1", "sslmode=require")).toBe(true);
    expect(await encrypted("127.0.0.1", `sslmode=verify-ca&${ca()}`)).toBe(true);
    expect(await encrypted("127.0.0.1", `sslmode=verify-full&${ca()}`)).toBe(true);
  });

  test("refuses a server by another name where names are checked", async () => {
    expect(await encrypted("127.0.0.2", `sslmode=verify-full&${ca()}`)).toMatch(/does not match/u);
    expect(await encrypted("127.0.0.2", `sslmode=verify-ca&${ca()}`)).toBe(true);
  });

  test("refuses a server whose CA nobody knows", async () => {
    const words = await encrypted("127.0.0.1", "sslmode=verify-full&sslrootcert=system");
    expect(words).toMatch(/self-signed certificate/u);
  });

  test("is not given up where it was asked for and the server has none", async () => {
    const plain = await startPostgres({
      settings: { listen_addresses: "127.0.0.1", port: String(await freePort()) },
    });
    onTestFinished(() => plain.stop());
    const at = new URL(plain.url).port;
    const open = async (mode: string): Promise<void> => {
      const url = `postgres://postgres@127.0.0.1:${at}/diaodu?sslmode=${mode}`;
      await (await openStorage({ url, now, postgres: { patienceMs: 0 } })).close();
    };
    await expect(open("require")).rejects.toThrow(StorageUnavailable);
    await open("prefer");
  }, 30_000);
});
