import type { ImportJob, MeetingSnapshot } from "@diaodu/contracts";
import { startPostgres, type PostgresServer } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openPage as openMeetingPage, storeMeeting } from "../../apps/server/test/meetings.ts";
import { makeAccount, openBrowser, opened } from "../../apps/server/test/people.ts";
import type { Browser } from "../../apps/server/test/people.ts";
import { figure, openWorld, submissionOf, type World } from "../../apps/server/test/world.ts";
import { createDice } from "../model/dice.ts";
import { IN_TIME, openPage, timeless } from "./page.ts";

const SEED = Number(process.env["SERVERS_SEED"] ?? 3);

let postgres: PostgresServer;
let worlds: [World, World, World];

beforeAll(async () => {
  postgres = await startPostgres();
  const open = () => openWorld({ storageUrl: postgres.url });
  worlds = [await open(), await open(), await open()];
});

afterAll(async () => {
  for (const world of worlds) await world.close();
  await postgres.stop();
});

/** The same browser, its next requests going to another server. */
function movedTo(world: World, browser: Browser): Browser {
  const moved = openBrowser(world);
  for (const [name, value] of browser.cookies) moved.cookies.set(name, value);
  return moved;
}

test("writes at servers by chance reach every page of every server, in one order", async () => {
  const dice = createDice(SEED);
  const pages = worlds.flatMap(({ url }) => [
    openPage(url, ["websocket"]),
    openPage(url, ["polling"]),
  ]);
  try {
    let head = 0;
    for (let round = 1; round <= 10; round += 1) {
      const answers = await Promise.all(
        ["110000", "120000", "130000"].map((region, at) =>
          dice
            .pick(worlds)
            .post(submissionOf(figure({ region, value: `${round}${at}`, reason: "修订" }))),
        ),
      );
      for (const answer of answers) {
        expect(answer.status, `seed ${SEED}`).toBe(201);
        head = Math.max(head, ((await answer.json()) as { seq: number }).seq);
      }
    }
    await vi.waitFor(async () => {
      const boards = await Promise.all(worlds.map((world) => world.board()));
      for (const board of boards) expect(timeless(board)).toEqual(timeless(boards[0] ?? null));
      expect(boards[0]?.seq).toBeGreaterThanOrEqual(head);
      for (const { sync } of pages) {
        expect(timeless(sync.board()), `seed ${SEED}`).toEqual(timeless(boards[0] ?? null));
      }
    }, IN_TIME);
    for (const { shown } of pages) expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  } finally {
    for (const page of pages) page.close();
  }
});

test("an import is uploaded to one server, looked at on another and applied by a third", async () => {
  const [first, second, third] = worlds;
  await makeAccount(first, "wang", ["reporter"], { units: ["finance"], regions: "all" });
  const wang = openBrowser(first);
  await wang.signIn("wang");
  const rows = ["指标,地区,时期,数据项,数值,单位,更正原因"];
  for (let month = 2; month <= 9; month += 1) {
    rows.push(`一般公共预算收入,全国,2019年1-${month}月,数值,${month}0000,亿元,`);
  }
  const query = new URLSearchParams({ unit: "finance", name: "收入.csv" });
  const sent = await fetch(`${first.url}/api/v1/imports?${query.toString()}`, {
    method: "POST",
    headers: {
      cookie: [...wang.cookies].map(([key, value]) => `${key}=${value}`).join("; "),
      "x-csrf-token": wang.token(),
      "content-type": "application/octet-stream",
    },
    body: rows.join("\n"),
  });
  expect(sent.status).toBe(202);
  const { id } = (await sent.json()) as ImportJob;
  const [atSecond, atThird] = [movedTo(second, wang), movedTo(third, wang)];
  await atThird.me();
  await vi.waitFor(async () => {
    const job = await atSecond.json<ImportJob>("GET", `/imports/${id}`);
    expect(job).toMatchObject({ state: "ready", counts: { new: 8 } });
  }, IN_TIME);
  const { cells, total } = await atSecond.json<{ cells: { value: string }[]; total: number }>(
    "GET",
    `/imports/${id}/cells?offset=3`,
  );
  expect(total).toBe(8);
  expect(cells.map(({ value }) => value)).toEqual(["50000", "60000", "70000", "80000", "90000"]);
  expect((await atThird.ask("POST", `/imports/${id}/apply`, {})).status).toBe(202);
  const again = await atSecond.me().then(() => atSecond.ask("POST", `/imports/${id}/apply`, {}));
  expect(again.status).toBe(409);
  await vi.waitFor(async () => {
    const job = await wang.json<ImportJob>("GET", `/imports/${id}`);
    expect(job).toMatchObject({ state: "applied" });
  }, IN_TIME);
  const { storage } = first;
  expect(await storage.reports({ units: ["finance"], periods: ["2019-01/2019-03"] })).toHaveLength(
    1,
  );
});

test("who signs out at one server is cut off at another", async () => {
  const [first, second] = worlds;
  await makeAccount(first, "li", ["viewer"]);
  const li = openBrowser(first);
  await li.signIn("li");
  const socket = await opened(movedTo(second, li).office());
  const cut = new Promise((resolve) => socket.once("disconnect", resolve));
  expect((await li.ask("DELETE", "/session")).status).toBeLessThan(300);
  await cut;
  expect((await movedTo(second, li).ask("GET", "/imports/none")).status).toBe(401);
});

test("a meeting hosted at one server is followed at the two others, step by step", async () => {
  const [first, second, third] = worlds;
  await makeAccount(first, "zhao", ["dispatch_office"]);
  const host = openBrowser(first);
  await host.signIn("zhao");
  const id = await storeMeeting(first);
  const screens = [second, third].map((world) => openMeetingPage(world));
  const [wall, phone] = screens;
  try {
    for (const screen of screens) {
      const answer = await screen.join({ code: "ABCDEF" });
      expect(answer.kind).toBe("joined");
    }
    for (const event of ["hand_over", "freeze"]) {
      const answer = await host.ask("POST", `/meetings/${id}/steps`, { event });
      expect(answer.status, await answer.clone().text()).toBeLessThan(300);
    }
    await vi.waitFor(() => {
      const seen: (MeetingSnapshot | null | undefined)[] = [wall?.latest(), phone?.latest()];
      for (const meeting of seen) {
        expect(meeting).toMatchObject({ state: "running", host: { name: "zhao" } });
      }
      expect(seen[0]?.version).toBe(seen[1]?.version);
    }, IN_TIME);
  } finally {
    for (const { socket } of screens) socket.disconnect();
  }
});

test("a code that is guessed at is counted by all servers together", async () => {
  const refusals: string[] = [];
  for (let guess = 0; guess < 70; guess += 1) {
    const world = worlds[guess % 3];
    if (world === undefined) throw new Error("there are three servers");
    const page = openMeetingPage(world);
    const answer = await page.join({ code: "ZZZZZZ" });
    page.socket.disconnect();
    if (answer.kind === "refused") refusals.push(answer.reason);
    if (answer.kind === "refused" && answer.reason === "too_many") break;
  }
  expect(refusals.indexOf("too_many")).toBe(60);
  for (const world of worlds) {
    const page = openMeetingPage(world);
    expect(await page.join({ code: "ZZZZZZ" })).toMatchObject({ reason: "too_many" });
    page.socket.disconnect();
  }
});

test("the requests of a key are counted by all servers together", async () => {
  const limit = 40;
  const limits = { signIn: 10_000, api: limit };
  const open = () => openWorld({ storageUrl: postgres.url, access: { limits } });
  const servers = [await open(), await open(), await open()];
  try {
    const authorization = `Bearer ${servers[0]?.secret ?? ""}`;
    const ask = async ({ url }: World): Promise<number> =>
      (await fetch(`${url}/api/v1/board`, { headers: { authorization } })).status;
    const statuses: number[] = [];
    for (let round = 1; round <= limit; round += 1) {
      for (const server of servers) statuses.push(await ask(server));
    }
    const through = statuses.filter((status) => status === 200).length;
    expect(through).toBeGreaterThanOrEqual(limit);
    // Each server is behind the others by what was asked while it exchanged; apart from each other
    // they would let through three times the limit.
    expect(through).toBeLessThanOrEqual(limit * 1.5);
    expect(statuses.slice(-limit)).toEqual(Array(limit).fill(429));
    // A minute later all begin anew.
    for (const server of servers) server.clock.now = new Date(server.clock.now.getTime() + 61_000);
    for (const server of servers) expect(await ask(server)).toBe(200);
  } finally {
    for (const server of servers) await server.close();
  }
});
