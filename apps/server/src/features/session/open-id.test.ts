import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditOf, makeAccount, openBrowser, signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let provider: Server;
let issuer: string;
let world: World;
/** The world's own address, which the provider sends people back to. */
let home: string;

beforeEach(async () => {
  const port = await freePort();
  home = `http://127.0.0.1:${port}`;
  const redirectUrl = `${home}/api/v1/oidc/callback`;
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: "diaodu", client_secret: "secret", redirect_uris: [redirectUrl] }],
    cookies: { keys: ["test"] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  });
  provider.on("request", oidc.callback() as never);
  const openId = {
    issuer,
    clientId: "diaodu",
    clientSecret: "secret",
    name: "市政务认证",
    redirectUrl,
  };
  world = await openWorld({ access: { openId, board: "closed" }, port });
});
afterEach(async () => {
  await world.close();
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Goes where it is sent, filling in the provider's two forms, until the provider sends it home. */
async function walk(browser: Browser, login: string): Promise<URL> {
  const start = await browser.ask("GET", "/oidc/start?next=/office/report");
  expect(start.status).toBe(303);
  const visitor = openBrowser({ url: issuer });
  let url = new URL(start.headers.get("location") ?? "", issuer);
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 12; step += 1) {
    if (url.origin === home) return url;
    const answer: Response = await visitor.visit(url.href, body);
    body = undefined;
    const location = answer.headers.get("location");
    if (location !== null) url = new URL(location, url);
    else {
      const page = await answer.text();
      const action = /action="([^"]+)"/u.exec(page)?.[1] ?? "";
      const prompt = /name="prompt" value="(\w+)"/u.exec(page)?.[1] ?? "";
      url = new URL(action, url);
      body = new URLSearchParams(
        prompt === "login" ? { prompt, login, password: "x" } : { prompt },
      );
    }
  }
  throw new Error(`lost at ${url.href}`);
}

const pathOf = (url: URL) => url.pathname.replace("/api/v1", "") + url.search;

test("whoever the provider knows and an account is linked to is signed in, and sent where they wanted", async () => {
  const account = await makeAccount(world, "zhangsan", ["reporter"]);
  await world.storage.changeAccount(
    account.id,
    account.version,
    { openId: `${issuer} u-17` },
    { at: world.clock.now.toISOString(), audit: auditOf("account.write") },
  );
  const browser = openBrowser(world);
  expect((await browser.me()).openId).toEqual({ name: "市政务认证" });
  const back = await walk(browser, "u-17");
  const before = browser.cookies.get("diaodu_sid");
  const answer = await browser.ask("GET", pathOf(back));
  expect(answer.headers.get("location")).toBe("/office/report");
  expect(browser.cookies.get("diaodu_sid")).not.toBe(before);
  const me = await browser.me();
  expect([me.account?.login, me.pending]).toEqual(["zhangsan", "none"]);
  const own = await browser.json<{ sessions: { method: string }[] }>("GET", "/me/sessions");
  expect(own.sessions[0]?.method).toBe("openid");

  // The same answer a second time, and in another browser, opens nothing.
  for (const again of [browser, openBrowser(world)]) {
    const replayed = await again.ask("GET", pathOf(back));
    expect(replayed.headers.get("location")).toBe("/sign-in?openid=attempt");
  }
});

test("whoever the provider knows and nobody here is refused, and it is in the log", async () => {
  const browser = openBrowser(world);
  const back = await walk(browser, "stranger");
  const answer = await browser.ask("GET", pathOf(back));
  expect(answer.headers.get("location")).toBe("/sign-in?openid=unknown");
  expect((await browser.me()).account).toBeNull();
  const auditor = await signedIn(world, "shenji", ["audit_admin"]);
  const { rows } = await auditor.json<{ rows: { object: string }[] }>(
    "GET",
    "/audit?result=failed",
  );
  expect(rows[0]?.object).toBe(`openid:${issuer} stranger`);
});

test("an answer that was not asked for in this browser is refused", async () => {
  const victim = openBrowser(world);
  await walk(victim, "u-17");
  const attacker = await walk(openBrowser(world), "u-18");
  const answer = await victim.ask("GET", pathOf(attacker));
  expect(answer.headers.get("location")).toBe("/sign-in?openid=provider");
});

test("nobody is sent to another site afterwards", async () => {
  const browser = openBrowser(world);
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
    await browser.ask("GET", `/oidc/start?next=${encodeURIComponent(next)}`);
    const back = await browser.ask("GET", "/oidc/callback?state=x");
    expect(back.headers.get("location")).toMatch(/^\/sign-in\?openid=/u);
  }
});

test("a provider that does not answer leaves people where they were, with a reason", async () => {
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
  const answer = await openBrowser(world).ask("GET", "/oidc/start");
  expect(answer.headers.get("location")).toBe("/sign-in?openid=provider");
});
