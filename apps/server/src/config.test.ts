import { DEFAULT_SETTINGS } from "@diaodu/storage";
import { expect, test } from "vitest";
import { DEFAULT_ACCESS } from "./access/settings.ts";
import { readConfig } from "./config.ts";

test("an empty environment is a complete configuration", () => {
  expect(readConfig({})).toEqual({
    ok: true,
    config: {
      port: 4000,
      host: "0.0.0.0",
      dataDir: "./data",
      databaseUrl: null,
      database: DEFAULT_SETTINGS,
      batch: { rows: 100_000, bytes: 64 * 1024 * 1024, patienceMs: 30_000 },
      beatMs: 2000,
      logLevel: "info",
      title: "主要指标调度",
      webDist: null,
      uploadMb: 20,
      backup: null,
      access: { ...DEFAULT_ACCESS, board: null },
      trustProxy: null,
      workers: 1,
    },
  });
});

test("every fault is listed, not the first", () => {
  const result = readConfig({
    DIAODU_PORT: "70000",
    DIAODU_BEAT_MS: "soon",
    DIAODU_LOG_LEVEL: "loud",
    DATABASE_URL: "mysql://x",
    DIAODU_TITEL: "德州",
  });
  expect(result.ok).toBe(false);
  const faults = result.ok ? [] : result.faults;
  expect(faults.map((fault) => fault.split("：")[0])).toEqual([
    "DIAODU_TITEL",
    "DIAODU_PORT",
    "DATABASE_URL",
    "DIAODU_BEAT_MS",
    "DIAODU_LOG_LEVEL",
  ]);
});

test("the prefixed name wins over the one a platform sets", () => {
  const result = readConfig({ PORT: "8080", DIAODU_PORT: "4100" });
  expect(result.ok && result.config.port).toBe(4100);
  const plain = readConfig({ PORT: "8080", HOST: "x86_64-linux-gnu" });
  expect(plain.ok && [plain.config.port, plain.config.host]).toEqual([8080, "0.0.0.0"]);
});

test("a provider needs all of its settings, and TLS anywhere but on this machine", () => {
  const half = readConfig({ DIAODU_OIDC_ISSUER: "http://sso.example.cn" });
  expect(half.ok ? [] : half.faults.map((fault) => fault.split("：")[0])).toEqual([
    "DIAODU_OIDC_CLIENT_ID",
    "DIAODU_OIDC_CLIENT_SECRET",
    "DIAODU_PUBLIC_URL",
    "DIAODU_OIDC_ISSUER",
  ]);
  const whole = readConfig({
    DIAODU_OIDC_ISSUER: "http://127.0.0.1:8080/",
    DIAODU_OIDC_CLIENT_ID: "diaodu",
    DIAODU_OIDC_CLIENT_SECRET: "s",
    DIAODU_PUBLIC_URL: "https://diaodu.example.cn/",
  });
  expect(whole.ok && whole.config.access.openId).toMatchObject({
    issuer: "http://127.0.0.1:8080",
    redirectUrl: "https://diaodu.example.cn/api/v1/oidc/callback",
  });
});

test.each([
  ["none", null],
  ["1", 1],
  ["loopback, 10.0.0.0/8", ["loopback", "10.0.0.0/8"]],
])("proxies in front are named: %s", (text, trusted) => {
  const result = readConfig({ DIAODU_TRUST_PROXY: text });
  expect(result.ok && result.config.trustProxy).toEqual(trusted);
});

test("not everybody can be a proxy that is trusted", () => {
  expect(readConfig({ DIAODU_TRUST_PROXY: "true" }).ok).toBe(false);
});

test("an address of PostgreSQL that cannot be meant is a fault, with what is wrong", () => {
  const faultsOf = (environment: Record<string, string>): readonly string[] => {
    const read = readConfig(environment);
    return read.ok ? [] : read.faults;
  };
  const two =
    "postgres://diaodu@db1,db2/diaodu?sslmode=verify-full&target_session_attrs=read-write";
  expect(faultsOf({ DATABASE_URL: two })).toEqual([]);
  expect(faultsOf({ DATABASE_URL: "postgres://db/diaodu?sslmod=require" })).toEqual([
    "DATABASE_URL：数据库地址中没有参数 sslmod",
  ]);
  expect(faultsOf({ DATABASE_URL: "postgres://db/diaodu?sslrootcert=/no/such.pem" })).toEqual([
    "DATABASE_URL：证书文件 /no/such.pem 无法读取",
  ]);
  expect(faultsOf({ DIAODU_DATABASE_LOCK_MS: "15000" })).toEqual([
    "DIAODU_DATABASE_LOCK_MS：须大于 DIAODU_DATABASE_IDLE_MS",
  ]);
});

test("backups need a place of their own; how often and how many have usual values", () => {
  const minute = 60_000;
  const place = { DIAODU_BACKUP_DIRECTORY: "/var/backups/diaodu" };
  const usual = readConfig(place);
  expect(usual.ok && usual.config.backup).toEqual({
    folder: "/var/backups/diaodu",
    everyMs: 1440 * minute,
    keep: 200,
  });
  const hourly = readConfig({ ...place, DIAODU_BACKUP_MINUTES: "60", DIAODU_BACKUP_KEEP: "48" });
  expect(hourly.ok && hourly.config.backup).toMatchObject({ everyMs: 60 * minute, keep: 48 });
  const nowhere = readConfig({ DIAODU_BACKUP_MINUTES: "60" });
  expect(nowhere.ok ? [] : nowhere.faults).toEqual([
    "DIAODU_BACKUP_MINUTES：须同时设 DIAODU_BACKUP_DIRECTORY，否则不会备份",
  ]);
  const never = readConfig({ ...place, DIAODU_BACKUP_KEEP: "0" });
  expect(never.ok ? [] : never.faults).toEqual(["DIAODU_BACKUP_KEEP：须为 1 到 10000 之间的整数"]);
});
