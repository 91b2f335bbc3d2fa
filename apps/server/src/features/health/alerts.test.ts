import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startPostgres } from "@diaodu/tooling/postgres";
import { ensureSystemProgram } from "@diaodu/tooling/system-program";
import { ALERT_CASES, type AlertCase } from "../../../test/alert-cases.ts";
import { openWorld } from "../../../test/world.ts";

const deploy = fileURLToPath(new URL("../../../deploy", import.meta.url));
const rules = readFileSync(join(deploy, "alerts.yml"), "utf8");
const alerts = [...rules.matchAll(/^ +- alert: (.+)$/gmu)].map((found) => found[1] ?? "");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-alerts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function promtool(args: readonly string[], input = ""): { status: number | null; said: string } {
  const ran = spawnSync(ensureSystemProgram("promtool"), args, { input, encoding: "utf8" });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

test.each([
  ["rules", "alerts.yml"],
  ["config", "prometheus.yml"],
])("Prometheus takes the %s of %s", (what, file) => {
  expect(promtool(["check", what, join(deploy, file)])).toMatchObject({ status: 0 });
});

test("every alert says in Chinese what is the matter and what to do", () => {
  const said = [...rules.matchAll(/^ +(summary|description): ["'](.+)["']$/gmu)];
  expect(said.map((found) => found[1])).toEqual(alerts.flatMap(() => ["summary", "description"]));
  for (const [, , words] of said) expect(words).toMatch(/[\u4e00-\u9fff]{4}/u);
});

test("every alert fires when it should, and not when things come near to it", () => {
  expect(Object.keys(ALERT_CASES)).toEqual(alerts);
  const course = (name: string, { after, every, ...of }: AlertCase, fires: boolean) => ({
    name: `${name} ${fires ? "fires" : "is quiet"}`,
    interval: every ?? "1m",
    input_series: Object.entries(fires ? of.fires : of.quiet).map(([series, values]) => ({
      series,
      values,
    })),
    promql_expr_test: [
      {
        expr: `count(ALERTS{alertname="${name}",alertstate="firing"})`,
        eval_time: after,
        exp_samples: fires ? [{ labels: "{}", value: 1 }] : [],
      },
    ],
  });
  for (const every of ["1m", "1h"]) {
    const cases = Object.entries(ALERT_CASES).filter(([, one]) => (one.every ?? "1m") === every);
    const tests = cases.flatMap(([name, one]) => [
      course(name, one, true),
      course(name, one, false),
    ]);
    const rule_files = [join(deploy, "alerts.yml")];
    const file = join(folder, `every-${every}.json`);
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ rule_files, evaluation_interval: every, tests }));
    expect(promtool(["test", "rules", file])).toMatchObject({ status: 0 });
  }
}, 120_000);

test("what the server measures is named as Prometheus wants it, and holds all that the alerts ask for", async () => {
  const postgres = await startPostgres({ settings: { fsync: "off" } });
  onTestFinished(() => postgres.stop());
  const world = await openWorld({ storageUrl: postgres.url });
  await world.storage.meta.set("audit_intact", "yes");
  await world.board();
  const measured = await (await fetch(`${world.url}/metrics`)).text();
  await world.close();
  expect(promtool(["check", "metrics"], measured)).toEqual({ status: 0, said: "" });
  const printed = new Set([...measured.matchAll(/^([a-z_\d]+)[{ ]/gmu)].map((found) => found[1]));
  const asked = new Set(rules.match(/\b(?:diaodu|process|nodejs)_[a-z_\d]+\b/gu));
  expect([...asked].filter((name) => !printed.has(name))).toEqual([]);
}, 60_000);
