import { launchChromium, watchPage } from "@diaodu/tooling/browser";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import { DESK, expectShown, openAgain, openPage, PHONE, type WatchedPage } from "./pages.ts";
import { deviceOf, makePeople } from "./people.ts";

/** Stands on every page that shows figures, and on no other. */
const FIGURES = "版本 ";
const KEPT = "caches.match('/offline/board').then(Boolean)";

let server: RunningServer;
let browser: Browser;
let admin: BrowserContext;
let csrf: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo({ access: "closed" }), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "he", name: "何平", roles: ["leader"] },
    { login: "wei", name: "韦青", roles: ["system_admin", "security_admin"] },
  ]);
  admin = await device("wei", DESK);
  const me = await admin.request.get(`${server.origin}/api/v1/me`);
  csrf = ((await me.json()) as { csrfToken: string }).csrfToken;
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const device = (login: string, size: typeof DESK) =>
  deviceOf(browser, { origin: server.origin, login, size });

async function send(method: "POST" | "DELETE", path: string, data?: object): Promise<void> {
  const headers = { origin: server.origin, "x-csrf-token": csrf };
  const answer = await admin.request.fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers,
    ...(data === undefined ? {} : { data }),
  });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}

async function idOf(list: "screens" | "sessions", sort: (row: unknown) => boolean) {
  const answer = await admin.request.get(`${server.origin}/api/v1/${list}`);
  const rows = ((await answer.json()) as Record<string, { id: string }[]>)[list] ?? [];
  return rows.find(sort)?.id ?? "";
}

async function openOn(context: BrowserContext, path: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const watch = watchPage(page, server.origin);
  await page.goto(server.origin + path);
  return { name: path, page, watch, context };
}

it("a wall whose pairing is revoked goes back to its code by itself", async () => {
  const wall = await openPage(browser, { origin: server.origin, path: "/wall", size: DESK });
  const code = (await wall.page.locator(".pairing-code:has(span)").innerText()).replaceAll(
    /\s/gu,
    "",
  );
  await send("POST", "/screens", { code, name: "三楼指挥中心" });
  // The page opens anew by itself, so that only what survives that can wait for it.
  await wall.page.getByText(FIGURES).first().waitFor();
  await send("DELETE", `/screens/${await idOf("screens", () => true)}`);
  await wall.page.locator(".pairing-code:has(span)").waitFor();
  expect(await wall.page.locator("body").innerText()).not.toContain(FIGURES);
  expect(wall.watch.foreignRequests).toEqual([]);
  await wall.context.close();
});

it("phone and meeting of an ended session go to sign in, and the phone keeps no figure", async () => {
  const context = await device("he", PHONE);
  const [phone, meeting] = [await openOn(context, "/m"), await openOn(context, "/meeting")];
  await expectShown(FIGURES, [phone, meeting]);
  await expect
    .poll(() => phone.page.evaluate(`navigator.serviceWorker.ready.then(() => ${KEPT})`), {
      timeout: 30_000,
    })
    .toBe(true);
  const his = (row: unknown) => JSON.stringify(row).includes("何平");
  await send("DELETE", `/sessions/${await idOf("sessions", his)}`);
  await phone.page.waitForURL(/\/sign-in\?next=%2Fm$/u);
  await meeting.page.waitForURL(/\/sign-in\?next=%2Fmeeting$/u);
  expect(await phone.page.evaluate(KEPT)).toBe(false);

  // Without a network, too: neither a kept page nor a kept board opens.
  await context.setOffline(true);
  const again = await context.newPage();
  await expect(again.goto(`${server.origin}/m`)).rejects.toThrow(/ERR_/u);
  await context.close();
});

it("a phone that was asleep when its session ended forgets its board at the next start", async () => {
  const context = await device("he", PHONE);
  const phone = await openOn(context, "/m");
  await expectShown(FIGURES, [phone]);
  await expect
    .poll(() => phone.page.evaluate(`navigator.serviceWorker.ready.then(() => ${KEPT})`), {
      timeout: 30_000,
    })
    .toBe(true);
  await phone.page.close();
  const his = (row: unknown) => JSON.stringify(row).includes("何平");
  await send("DELETE", `/sessions/${await idOf("sessions", his)}`);
  const later = await openAgain(context, server.origin, "/m");
  await later.page.waitForURL(/\/sign-in\?next=%2Fm$/u);
  await expect.poll(() => later.page.evaluate(KEPT)).toBe(false);
  await context.close();
});
