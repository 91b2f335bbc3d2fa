import { Counter, Gauge, Registry } from "prom-client";
import { expect, test } from "vitest";
import { joinMeasured } from "./join-measured.ts";

async function measured(worker: string, requests: number): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels({ worker });
  const counter = new Counter({
    name: "requests_total",
    help: "Requests",
    labelNames: ["route"],
    registers: [registry],
  });
  counter.inc({ route: "/a" }, requests);
  new Gauge({ name: `only_${worker}`, help: "One", registers: [registry] }).set(1);
  return registry.metrics();
}

test("samples of several processes stand under one head, each as its own, and nothing is lost", async () => {
  const joined = joinMeasured([await measured("1", 3), await measured("2", 4)]);
  expect(joined).toBe(
    [
      "# HELP requests_total Requests",
      "# TYPE requests_total counter",
      'requests_total{route="/a",worker="1"} 3',
      'requests_total{route="/a",worker="2"} 4',
      "",
      "# HELP only_1 One",
      "# TYPE only_1 gauge",
      'only_1{worker="1"} 1',
      "",
      "# HELP only_2 One",
      "# TYPE only_2 gauge",
      'only_2{worker="2"} 1',
      "",
    ].join("\n"),
  );
});
