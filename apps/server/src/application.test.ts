import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problem as problemSchema } from "@diaodu/contracts";
import type { Problem } from "@diaodu/contracts";
import { guardsOf } from "./access/guard.ts";
import { figure, openWorld } from "../test/world.ts";
import type { World } from "../test/world.ts";

/** Hundreds of requests take longer on a busy machine. */
const PATIENCE = 60_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test(
  "whatever JSON is submitted, the server neither fails nor stores what it should not",
  async () => {
    const before = await world.storage.headSeq();
    const base = figure({ period: "2020-13" });
    const almost = fc
      .record(
        Object.fromEntries(
          Object.keys(base).map((key) => [
            key,
            fc.oneof(fc.constant(base[key as "value"]), fc.jsonValue()),
          ]),
        ),
      )
      .map((observation) => ({ observations: [observation] }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), almost), async (body) => {
        // A wrong period in most, and whatever else comes: nothing here may be a whole figure.
        const answer = await world.post(JSON.stringify(body));
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(problemSchema.safeParse(await answer.json()).success).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(await world.storage.headSeq()).toBe(before);
  },
  PATIENCE,
);

test(
  "whatever address is asked for, the server does not fail",
  async () => {
    const root = fc.constantFrom("", "/api/v1", "/api/v1/board", "/m");
    await fc.assert(
      fc.asyncProperty(root, fc.webPath(), fc.webQueryParameters(), async (start, path, query) => {
        const answer = await fetch(`${world.url}${start}${path}?${query}`);
        await answer.arrayBuffer();
        // Without a build of the web app its pages say so with 503.
        if (answer.status !== 503) expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  },
  PATIENCE,
);

test("an address that does not exist is a document for programs and a page for people", async () => {
  const program = await fetch(`${world.url}/api/v1/nothing`);
  expect(program.status).toBe(404);
  expect(((await program.json()) as Problem).code).toBe("not_found");
  const person = await fetch(`${world.url}/nothing`, { headers: { accept: "text/html" } });
  expect(person.status).toBe(404);
  expect(await person.text()).toContain("没有这个页面");
  expect((await fetch(`${world.url}/%E0%A4%A`)).status).toBe(404);
});

test.each([
  ["/api/v1/board", "POST"],
  ["/api/v1/changes", "DELETE"],
  ["/api/v1/observations", "PUT"],
  ["/api/v1/openapi.json", "POST"],
])("%s does not take %s and says what it takes", async (path, method) => {
  const answer = await fetch(`${world.url}${path}`, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get("allow")).toContain("GET");
});

test("pages may load scripts and open sockets at our own address only, over plain http too", async () => {
  const answer = await fetch(`${world.url}/`);
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`connect-src 'self' ws://${new URL(world.url).host} wss://`);
  expect(policy).not.toContain("upgrade-insecure-requests");
  expect(answer.headers.get("strict-transport-security")).toBeNull();
});

test("health, readiness and measurements can be read", async () => {
  expect(await (await fetch(`${world.url}/healthz`)).json()).toEqual({ status: "ok" });
  const ready = (await (await fetch(`${world.url}/readyz`)).json()) as { seq: number };
  expect(ready.seq).toBe(await world.storage.headSeq());
  const metrics = await (await fetch(`${world.url}/metrics`)).text();
  expect(metrics).toContain(`diaodu_board_seq ${ready.seq}`);
  expect(metrics).toContain("diaodu_http_request_duration_seconds_count");
  expect(metrics).toContain("diaodu_commit_to_broadcast_seconds_count");
  expect(metrics).toContain("nodejs_eventloop_lag_p99_seconds");
});

test("the API describes no address and no method that it does not have", async () => {
  const answer = await fetch(`${world.url}/api/v1/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
  const routes = guardsOf(world.application.router).map(({ method, path }) => `${method} ${path}`);
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/gu, ":$1")}`,
    ),
  );
  expect(described.filter((one) => !routes.includes(one))).toEqual([]);
});

test("the API describes itself", async () => {
  const answer = await fetch(`${world.url}/api/v1/openapi.json`);
  expect(((await answer.json()) as { openapi: string }).openapi).toBe("3.1.1");
});

test("a request keeps the id that a proxy gave it, and gets one where that is harmful", async () => {
  const kept = await fetch(`${world.url}/api/v1/x`, { headers: { "x-request-id": "proxy-1" } });
  expect(kept.headers.get("x-request-id")).toBe("proxy-1");
  expect(((await kept.json()) as Problem).instance).toBe("urn:diaodu:request:proxy-1");
  const made = await fetch(`${world.url}/api/v1/x`, { headers: { "x-request-id": "<script>" } });
  expect(made.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/u);
});

test("an empty installation has a board without tiles", async () => {
  const empty = await openWorld({ empty: true });
  const board = await empty.board();
  expect([board.tiles, board.layout]).toEqual([[], []]);
  const answer = await empty.post({ observations: [figure()] });
  expect(answer.status).toBe(422);
  await empty.close();
});

test("after the storage is gone, requests are refused for now, not answered wrongly", async () => {
  const doomed = await openWorld();
  await doomed.storage.close();
  const answer = await doomed.post({ observations: [figure()] });
  expect([500, 503]).toContain(answer.status);
  expect(JSON.stringify(await answer.json())).not.toMatch(/sqlite|select|database is/iu);
  await doomed.application.close();
});
