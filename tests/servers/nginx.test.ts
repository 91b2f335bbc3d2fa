import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:http2";
import { request } from "node:http";
import { request as secureRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportJob } from "@diaodu/contracts";
import { openStorage, type Storage } from "@diaodu/storage";
import { startPostgres, type PostgresServer } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LOCAL_CERTIFICATE } from "../../apps/server/test/local-certificate.ts";
import { makeAccount, openBrowser, PASSWORD } from "../../apps/server/test/people.ts";
import { freePort } from "../free-port.ts";
import { settings, startProcess } from "../server-process.ts";
import { startNginx, type Nginx } from "./nginx.ts";
import { allShow, boardAt, IN_TIME, openPage, publish, type Page } from "./page.ts";
import { prepareDatabase } from "./prepared.ts";

let postgres: PostgresServer;
let storage: Storage;
let data: string;
let secret: string;
let servers: ReturnType<typeof startProcess>[];
let nginx: Nginx;

beforeAll(async () => {
  postgres = await startPostgres();
  data = mkdtempSync(join(tmpdir(), "diaodu-behind-"));
  secret = await prepareDatabase(postgres.url);
  storage = await openStorage({ url: postgres.url, now: () => new Date() });
  await makeAccount({ storage }, "wang", ["reporter"], { units: ["finance"], regions: "all" });
  const ports = [await freePort(), await freePort()];
  servers = ports.map((port, at) =>
    startProcess([], {
      ...settings({ data: join(data, String(at)), port }),
      DIAODU_DATABASE_URL: postgres.url,
      DIAODU_TRUST_PROXY: "loopback",
      // Accounts of tests were made in 2020.
      DIAODU_PASSWORD_MAX_AGE_DAYS: "0",
    }),
  );
  for (const [at, port] of ports.entries()) {
    await servers[at]?.until(async () => (await boardAt(`http://127.0.0.1:${port}`)).seq > 0);
  }
  nginx = await startNginx(ports);
});

afterAll(async () => {
  await nginx.stop();
  for (const server of servers) await server.end("SIGTERM");
  await storage.close();
  await postgres.stop();
  rmSync(data, { recursive: true, force: true });
});

test("answers come through TLS and HTTP/2 as the server packed and guarded them", async () => {
  const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
    const asked = secureRequest(
      {
        host: "127.0.0.1",
        port: nginx.tlsPort,
        path: "/api/v1/board",
        ca: LOCAL_CERTIFICATE,
        headers: { "accept-encoding": "br" },
      },
      (answer) => {
        answer.resume();
        resolve(answer.headers);
      },
    );
    asked.once("error", reject);
    asked.end();
  });
  expect(headers).toMatchObject({
    "content-encoding": "br",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
  });
  const session = connect(`https://127.0.0.1:${nginx.tlsPort}`, { ca: LOCAL_CERTIFICATE });
  const status = await new Promise((resolve, reject) => {
    session.once("error", reject);
    session.request({ ":path": "/metrics" }).once("response", (told) => resolve(told[":status"]));
  });
  session.close();
  expect(status).toBe(404);
});

test("a spreadsheet is uploaded, looked at and applied through it, and the address is the caller's own", async () => {
  const wang = openBrowser({ url: nginx.url });
  wang.headers["x-forwarded-for"] = "198.51.100.7";
  await wang.signIn("wang");
  const [signedIn] = await storage.readAudit({ action: "session.sign_in", limit: 1 });
  expect(signedIn?.actor.ip).toContain("127.0.0.1");

  const lines = [
    "指标,地区,时期,数据项,数值,单位,更正原因",
    "一般公共预算收入,全国,2019年1-3月,数值,53656,亿元,",
  ];
  const query = new URLSearchParams({ unit: "finance", name: "收入.csv" });
  const sent = await fetch(`${nginx.url}/api/v1/imports?${query.toString()}`, {
    method: "POST",
    headers: {
      cookie: [...wang.cookies].map(([key, value]) => `${key}=${value}`).join("; "),
      "x-csrf-token": wang.token(),
      "content-type": "application/octet-stream",
    },
    body: lines.join("\n"),
  });
  expect(sent.status, await sent.clone().text()).toBe(202);
  const { id } = (await sent.json()) as ImportJob;
  const job = () => wang.json<ImportJob>("GET", `/imports/${id}`);
  await vi.waitFor(async () => expect((await job()).state).toBe("ready"), IN_TIME);
  await wang.json("POST", `/imports/${id}/apply`, {});
  await vi.waitFor(async () => expect((await job()).state).toBe("applied"), IN_TIME);
  expect(nginx.accessLog()).not.toMatch(/127\.0\.0\.1 |198\.51|收入|%E6|diaodu_sid/u);
});

test("attempts are counted for the address that they come from, by both servers together", async () => {
  // All of 127/8 is this machine on Linux; elsewhere it has one address.
  const address = process.platform === "linux" ? "127.0.0.2" : "127.0.0.1";
  const statuses: number[] = [];
  for (let left = 25; left > 0; left -= 1) statuses.push(await attemptFrom(address));
  expect(statuses).toContain(429);
  const [failed] = await storage.readAudit({ action: "session.sign_in", limit: 1 });
  expect(failed?.actor.ip).toContain(address);
});

/** A sign-in with somebody's login and a wrong password. */
function attemptFrom(localAddress: string): Promise<number> {
  const { port } = new URL(nginx.url);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        localAddress,
        path: "/api/v1/session",
        method: "POST",
        agent: false,
        headers: { "content-type": "application/json" },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.once("error", reject);
    asked.end(JSON.stringify({ login: "nobody", password: `${PASSWORD}x` }));
  });
}

test("a server killed under load is left by its pages for the other one, and they miss nothing", async () => {
  const pages: Page[] = [];
  try {
    for (let left = 8; left > 0; left -= 1) pages.push(openPage(nginx.url, ["websocket"]));
    for (let left = 4; left > 0; left -= 1) pages.push(openPage(nginx.url, ["polling"]));
    pages.push(
      openPage(`https://127.0.0.1:${nginx.tlsPort}`, ["websocket"], {
        ca: LOCAL_CERTIFICATE,
        board: nginx.url,
      }),
    );
    let last = await publish(nginx.url, secret);
    await allShow(pages, nginx.url, last);
    const killed = servers[0]?.end("SIGKILL");
    for (let left = 6; left > 0; left -= 1) {
      last = await publish(nginx.url, secret).catch(() => publish(nginx.url, secret));
    }
    await killed;
    await allShow(pages, nginx.url, last);
    for (const { shown } of pages) expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  } finally {
    for (const page of pages) page.close();
  }
});
