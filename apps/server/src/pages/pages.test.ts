import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, signedIn } from "../../test/people.ts";
import { figure, openWorld, submissionOf } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { loadWebBuild } from "./web-build.ts";

/** A small build in the shape that the web app's build has. */
const FILES: Readonly<Record<string, string | Buffer>> = {
  "client/build.json": '{"build":"b-1"}',
  "client/assets/app-3f2a.js": `export const app = "${"调度".repeat(400)}";`,
  "client/assets/font-11.woff2": "font",
  "client/assets/app-77aa.css": "body{}",
  "client/assets/app-77aa.css.br": brotliCompressSync("body{}"),
  "client/manifest.webmanifest": "{}",
  "client/sw.js": "self.skipWaiting();",
  "server/package.json": '{"type":"module"}',
  "server/entry-server.js": `let drawn = 0;
    export function render({ view, path, board, build }) {
      if (path.includes("broken")) throw new Error("no such view");
      drawn += 1;
      return { html: \`<main data-view="\${view}" data-path="\${path}" data-seq="\${board.seq}" data-build="\${build}" data-drawn="\${drawn}">$&</main>\` };
    }`,
};
for (const view of ["wall", "phone", "meeting"]) {
  (FILES as Record<string, string>)[`client/${view}.html`] =
    `<!doctype html><head><meta name="build" content="" /><style>i{width:"$&"}</style></head><body><div id="root"><!--app-html--></div><!--app-state--></body>`;
}
(FILES as Record<string, string>)["client/office.html"] =
  `<!doctype html><head><meta property="csp-nonce" nonce="__NONCE__" /></head><div id="root"></div>`;
(FILES as Record<string, string>)["client/pairing.html"] =
  `<!doctype html><title>大屏配对</title><div id="root"></div>`;
(FILES as Record<string, string>)["client/sign-in.html"] =
  `<!doctype html><title>登录</title><div id="root"></div>`;

let dist: string;
let world: World;
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), "diaodu-web-"));
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), content);
  }
  world = await openWorld({ web: await loadWebBuild(dist) });
});
afterAll(async () => {
  await world.close();
  rmSync(dist, { recursive: true, force: true });
});

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(world.url + path, { headers });

test.each([
  ["/wall", "wall"],
  ["/m", "phone"],
  ["/m/i/gdp/100000", "phone"],
  ["/meeting", "meeting"],
])("%s is the %s drawn from the board, with the board in it", async (path, view) => {
  const answer = await read(path);
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  const html = await answer.text();
  const board = await world.board();
  expect(html).toContain(`data-view="${view}" data-path="${path}" data-seq="${board.seq}"`);
  expect(html).toContain(">$&</main>");
  expect(html).toContain('<meta name="build" content="b-1" />');
  const state = /<script type="application\/json" id="board">(.*?)<\/script>/u.exec(html)?.[1];
  expect(JSON.parse(state ?? "")).toMatchObject({ database: board.database, seq: board.seq });
});

test("the styles that stand in a page are the only ones besides our files that may apply", async () => {
  const policy = async (path: string) =>
    (await read(path)).headers.get("content-security-policy") ?? "";
  const hash = createHash("sha256").update('i{width:"$&"}').digest("base64");
  expect(await policy("/m")).toContain(`style-src 'self' 'sha256-${hash}';`);
  expect(await policy("/")).toContain("style-src 'self';");
});

test("a page is drawn once for a version of the board, and anew for the next", async () => {
  const drawn = async () => /data-drawn="(\d+)"/u.exec(await (await read("/wall")).text())?.[1];
  const first = await drawn();
  expect(await drawn()).toBe(first);
  await world.post(submissionOf(figure()));
  expect(await drawn()).not.toBe(first);
});

test("a figure's source cannot end the data of a page", async () => {
  const source = "</script><script>alert(1)</script>";
  const jobs = { indicator: "new_jobs", value: "564", source };
  const posted = await world.post(submissionOf(figure(jobs)));
  expect(posted.status).toBe(201);
  const html = await (await read("/wall")).text();
  expect(html).toContain("\\u003c/script>\\u003cscript>alert(1)");
  expect(html).not.toContain("<script>alert(1)");
});

test("a view that the server cannot draw is left to the browser", async () => {
  const answer = await read("/m/broken");
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<div id="root"></div><script type="application/json"');
});

test("a page of a past version holds that version", async () => {
  const { seq } = await world.board();
  await world.post(submissionOf(figure({ period: "2020-Q2", value: "250111", reason: "更正" })));
  expect(await (await read(`/meeting?at=${seq}`)).text()).toContain(`data-seq="${seq}"`);
  expect((await read("/meeting?at=999999")).status).toBe(404);
  expect((await read("/meeting?at=x")).status).toBe(404);
});

test("hashed files may be kept for ever, others are asked for each time", async () => {
  const br = { "accept-encoding": "br" };
  const script = await read("/assets/app-3f2a.js", br);
  expect(script.headers.get("cache-control")).toContain("immutable");
  expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(script.headers.get("x-content-type-options")).toBe("nosniff");
  expect(script.headers.get("content-security-policy")).toBeNull();
  expect(script.headers.get("content-encoding")).toBe("br");
  expect(await script.text()).toContain("调度");
  const style = await read("/assets/app-77aa.css", br);
  expect([style.headers.get("content-encoding"), await style.text()]).toEqual(["br", "body{}"]);
  expect((await read("/assets/font-11.woff2", br)).headers.get("content-encoding")).toBeNull();
  const worker = await read("/sw.js");
  expect(worker.headers.get("cache-control")).toBe("no-cache");
  expect(worker.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(worker.headers.get("service-worker-allowed")).toBe("/");
  const etag = worker.headers.get("etag") ?? "";
  const again = await read("/sw.js", { "if-none-match": etag, "cache-control": "max-age=0" });
  expect(again.status).toBe(304);
  expect((await read("/manifest.webmanifest")).headers.get("content-type")).toContain("manifest");
});

test("neither templates nor packed siblings nor anything outside the build can be fetched", async () => {
  for (const path of [
    "/wall.html",
    "/assets/app-77aa.css.br",
    "/assets/..%2f..%2fserver/entry-server.js",
    "/server/entry-server.js",
    "/build.json/../../package.json",
    "/assets/%00",
  ]) {
    expect([path, (await read(path)).status]).toEqual([path, 404]);
  }
});

test("the first page leads to the three views", async () => {
  const html = await (await read("/", { accept: "text/html" })).text();
  for (const link of ["/wall", "/m", "/meeting"]) expect(html).toContain(`href="${link}"`);
});

test("without a build the pages say what to do and the data stays reachable", async () => {
  expect(await loadWebBuild(join(dist, "nowhere"))).toBeNull();
  const bare = await openWorld();
  const page = await fetch(`${bare.url}/wall`);
  expect(page.status).toBe(503);
  expect(await page.text()).toContain("npm run build");
  expect((await fetch(`${bare.url}/api/v1/board`)).status).toBe(200);
  await bare.close();
});

test("the office may write styles with a nonce that is made for one answer, and no others", async () => {
  const seen = new Set<string>();
  const person = await signedIn(world, "zhangsan", ["viewer"]);
  for (const path of ["/office", "/office/review"]) {
    const answer = await person.ask("GET", world.url + path);
    const nonce = /nonce="([^"]+)"/u.exec(await answer.text())?.[1] ?? "";
    expect(nonce).toMatch(/^[\w+/]{22}==$/u);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}';`);
    expect(policy).toContain("script-src 'self';");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    seen.add(nonce);
  }
  expect(seen.size).toBe(2);
});

test("whoever is not signed in is sent to sign in, and back to the page they wanted", async () => {
  const answer = await fetch(`${world.url}/office/review?unit=finance`, { redirect: "manual" });
  expect(answer.status).toBe(303);
  const wanted = encodeURIComponent("/office/review?unit=finance");
  expect(answer.headers.get("location")).toBe(`/sign-in?next=${wanted}`);
});

test("a closed board asks people to sign in, and shows a code on a display in the hall", async () => {
  const closed = await openWorld({
    web: await loadWebBuild(dist),
    access: { board: "closed" },
  });
  const phone = await fetch(`${closed.url}/m`, { redirect: "manual" });
  expect(phone.headers.get("location")).toBe("/sign-in?next=%2Fm");
  const office = await signedIn(closed, "diaodu", ["dispatch_office"]);
  const display = openBrowser(closed);
  const unpaired = await display.ask("GET", `${closed.url}/wall`);
  expect([unpaired.status, unpaired.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(await unpaired.text()).toContain("大屏配对");
  const { code } = await display.json<{ code: string }>("POST", "/pairing");
  await office.json("POST", "/screens", { code, name: "大厅" });
  const wall = await display.ask("GET", `${closed.url}/wall`);
  expect([wall.status, wall.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  await closed.close();
});

test("the sign-in page is kept by nobody and under the policy of all pages", async () => {
  const answer = await read("/sign-in?next=%2Foffice");
  expect(await answer.text()).toContain("登录");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("content-security-policy")).toContain("style-src 'self';");
});
