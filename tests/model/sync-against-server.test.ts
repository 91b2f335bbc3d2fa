import type { Board, ObservationInput } from "@diaodu/contracts";
import { CATCH_UP_LIMIT } from "@diaodu/contracts";
import type { Sync } from "@diaodu/sync";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { figure, openWorld, submissionOf, type World } from "../../apps/server/test/world.ts";
import { openSyncPage, type SyncPage, withoutClock } from "../faults/sync-page.ts";
import { startTcpProxy, type TcpProxy } from "../faults/tcp-proxy.ts";
import { createDice } from "./dice.ts";

/** Generous, since a fault may cost several pauses; a test ends as soon as the page is there. */
const IN_TIME = { timeout: 20_000, interval: 20 };
const BEAT_MS = 200;

let world: World;
let proxy: TcpProxy;
let pages: SyncPage[] = [];
let revisions = 0;

beforeEach(async () => {
  world = await openWorld({ beatMs: BEAT_MS });
  proxy = await startTcpProxy(Number(new URL(world.url).port));
});

afterEach(async () => {
  for (const page of pages.splice(0)) page.stop();
  await proxy.stop();
  await world.close();
});

function openPage(initial: Board | null): SyncPage {
  const page = openSyncPage(`http://127.0.0.1:${proxy.port}`, initial);
  pages.push(page);
  return page;
}

/** Corrects the nation's GDP, its level and its growth by turns. */
async function commit(): Promise<void> {
  const number = ++revisions;
  const over: Partial<ObservationInput> =
    number % 2 === 0
      ? { value: `${450_000 + number}.5`, reason: "修订" }
      : { measure: "yoy_real", value: `-${1 + number / 10}`, reason: "修订" };
  const answer = await world.post(submissionOf(figure(over)));
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
}

async function expectEqual(sync: Sync): Promise<void> {
  await vi.waitFor(async () => {
    expect(sync.status()).toMatchObject({ phase: "live", stale: false });
    expect(withoutClock(sync.board())).toEqual(withoutClock(await world.board()));
  }, IN_TIME);
}

test("a page that applies what it is sent holds the very board that the server would send", async () => {
  const { sync, boards } = openPage(await world.board());
  await expectEqual(sync);
  for (let left = 6; left > 0; left--) await commit();
  await expectEqual(sync);
  expect(boards.map((board) => board.seq)).toEqual(
    [...boards].map((board) => board.seq).sort((a, b) => a - b),
  );
});

test("[S11] a page without a board gets one and goes live", async () => {
  await commit();
  const { sync } = openPage(null);
  await expectEqual(sync);
});

test("[S31] a cut is told at once, and what was committed meanwhile is there afterwards", async () => {
  const { sync, told } = openPage(await world.board());
  await expectEqual(sync);
  proxy.refuse(true);
  proxy.cut();
  await vi.waitFor(
    () => expect(told.at(-1)).toMatchObject({ stale: true, reason: "closed" }),
    IN_TIME,
  );
  for (let left = 3; left > 0; left--) await commit();
  proxy.refuse(false);
  await expectEqual(sync);
});

test("[S30] a link that hangs is noticed without anybody saying so", async () => {
  const { sync, told } = openPage(await world.board());
  await expectEqual(sync);
  proxy.pause();
  await vi.waitFor(
    () => expect(told.at(-1)).toMatchObject({ stale: true, reason: "hung" }),
    IN_TIME,
  );
  await commit();
  proxy.resume();
  await expectEqual(sync);
});

test("[S20] a page that missed more than a catch-up holds takes the whole board", async () => {
  const { sync } = openPage(await world.board());
  await expectEqual(sync);
  const before = sync.board()?.seq ?? 0;
  proxy.refuse(true);
  proxy.cut();
  for (let left = CATCH_UP_LIMIT + 2; left > 0; left--) await commit();
  proxy.refuse(false);
  await expectEqual(sync);
  expect(sync.board()?.seq).toBeGreaterThan(before + CATCH_UP_LIMIT);
}, 60_000);

test("[S25] a server that comes back with another database gives the page that one's board", async () => {
  for (let left = 3; left > 0; left--) await commit();
  const { sync } = openPage(await world.board());
  await expectEqual(sync);
  const other = await openWorld({ beatMs: BEAT_MS });
  const first = world;
  try {
    proxy.retarget(Number(new URL(other.url).port));
    proxy.cut();
    world = other;
    await expectEqual(sync);
    expect(sync.board()?.database).not.toBe((await first.board()).database);
  } finally {
    world = first;
    await other.close();
  }
});

test("cuts, hangs and delays in any order end in the server's board", async () => {
  const dice = createDice(7);
  const { sync } = openPage(await world.board());
  for (let left = 25; left > 0; left--) {
    const fault = dice.pick(["commit", "commit", "cut", "pause", "resume", "delay", "no delay"]);
    if (fault === "commit") await commit();
    if (fault === "cut") proxy.cut();
    if (fault === "pause") proxy.pause();
    if (fault === "resume") proxy.resume();
    if (fault === "delay") proxy.delay(dice.between(20, 300));
    if (fault === "no delay") proxy.delay(0);
    await new Promise((resolve) => setTimeout(resolve, dice.between(0, 150)));
  }
  proxy.delay(0);
  proxy.resume();
  await expectEqual(sync);
}, 60_000);
