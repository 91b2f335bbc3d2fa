import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("an empty environment is a complete configuration", () => {
  expect(readConfig({})).toEqual({
    ok: true,
    config: {
      port: 4000,
      host: "0.0.0.0",
      dataDir: "./data",
      databaseUrl: null,
      beatMs: 2000,
      logLevel: "info",
      title: "主要指标调度",
      webDist: null,
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
