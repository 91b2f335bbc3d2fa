import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReportNotice } from "@diaodu/contracts";
import type { NewReport } from "@diaodu/storage";
import { auditOf, openBrowser, opened, signedIn } from "../../test/people.ts";
import type { OfficeSocket } from "../../test/people.ts";
import { figure, next, openWorld, submissionOf, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

let world: World;
let sockets: OfficeSocket[];
beforeEach(async () => {
  world = await openWorld();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await world.close();
});

const DEZHOU = { units: ["finance"], regions: ["371400"] };

/** Opens an office and keeps what it hears. */
async function listen(browser: { office(): OfficeSocket }) {
  const socket = browser.office();
  sockets.push(socket);
  const heard: ReportNotice[] = [];
  const turns: string[] = [];
  socket.on("reports", (notice) => heard.push(notice));
  socket.on("access", () => turns.push("access"));
  socket.on("disconnect", (reason) => turns.push(reason));
  await opened(socket);
  return { socket, heard, turns };
}

let reported = 0;
/** A figure that 财政局 reports and nobody has published. */
async function report(unit = "finance", region = "371400"): Promise<number> {
  reported += 1;
  const item: NewReport = {
    ...figure({ indicator: "budget_revenue", region, value: String(100 + reported) }),
    reason: null,
    unit,
    note: null,
    unchanged: false,
    attachment: null,
    origin: { kind: "form" },
    basedOn: null,
  };
  const result = await world.storage.submitReports({
    items: [item],
    round: "2020-R101",
    by: { accountId: null, name: "财政局" },
    at: "2020-07-20T04:00:00.000Z",
    audit: auditOf("report.write"),
  });
  if (result.kind !== "committed") throw new Error(JSON.stringify(result));
  return result.seq;
}
const seqs = (heard: readonly ReportNotice[]) => heard.map(({ seq }) => seq);

test("an unpublished figure is told to its unit, its reviewers and the dispatch office alone", async () => {
  const who = {
    own: await signedIn(world, "own", ["reporter"], DEZHOU),
    reviewer: await signedIn(world, "reviewer", ["reviewer"], {
      units: "all",
      regions: ["371400"],
    }),
    dispatch: await signedIn(world, "dispatch", ["dispatch_office"], { units: [], regions: [] }),
    unit: await signedIn(world, "unit", ["reporter"], { ...DEZHOU, units: ["statistics"] }),
    region: await signedIn(world, "region", ["reporter"], { ...DEZHOU, regions: ["370000"] }),
    none: await signedIn(world, "none", ["reporter"], { units: [], regions: [] }),
    leader: await signedIn(world, "leader", ["leader"]),
    viewer: await signedIn(world, "viewer", ["viewer"]),
    system: await signedIn(world, "system", ["system_admin"]),
    audit: await signedIn(world, "audit", ["audit_admin"]),
  };
  const ears = Object.fromEntries(
    await Promise.all(
      Object.entries(who).map(async ([name, one]) => [name, await listen(one)] as const),
    ),
  );
  const board = world.connect();
  await subscribe(board, await world.board());
  const changes = next(board, "changes");
  const seq = await report();
  await expect.poll(() => ears["dispatch"]?.heard.length).toBe(1);
  expect((await changes).to).toBe(seq);
  expect(JSON.stringify(await changes)).not.toContain("finance");
  const told = Object.entries(ears).filter(([, ear]) => ear.heard.length > 0);
  expect(told.map(([name]) => name)).toEqual(["own", "reviewer", "dispatch"]);
  for (const [, ear] of told) expect(seqs(ear.heard)).toEqual([seq]);
  expect(JSON.stringify(ears["own"]?.heard)).not.toContain("budget_revenue");
});

test("a role that is taken away while connected ends what is heard, at once", async () => {
  const reporter = await signedIn(world, "zhangsan", ["reporter"], DEZHOU);
  const dispatch = await listen(await signedIn(world, "dispatch", ["dispatch_office"]));
  const ear = await listen(reporter);
  const first = await report();
  await expect.poll(() => seqs(ear.heard)).toEqual([first]);
  const { id, version } = reporter.account;
  const at = "2020-07-20T04:00:00.000Z";
  const scope = { ...DEZHOU, units: ["statistics"] };
  const change = await world.storage.changeAccount(
    id,
    (await world.storage.account(id))?.version ?? version,
    { scope },
    { at, audit: auditOf("account.grant") },
  );
  expect(change.kind).toBe("written");
  await expect.poll(() => ear.turns).toEqual(["access"]);
  const second = await report();
  const third = await report("statistics");
  await expect.poll(() => seqs(dispatch.heard)).toEqual([first, second, third]);
  expect(seqs(ear.heard)).toEqual([first, third]);
});

test("a session that is ended anywhere closes its sockets at once", async () => {
  const security = await signedIn(world, "anquan", ["security_admin"]);
  const reporter = await signedIn(world, "zhangsan", ["reporter"], DEZHOU);
  const ear = await listen(reporter);
  const { sessions } = await reporter.json<{ sessions: { id: string }[] }>("GET", "/me/sessions");
  await security.ask("DELETE", `/sessions/${sessions[0]?.id}`);
  await expect.poll(() => ear.turns).toEqual(["io server disconnect"]);
  await report();
  expect(ear.heard).toEqual([]);
  await expect(opened(reporter.office())).rejects.toThrow("unauthenticated");
});

test("a session that nobody uses any more closes its socket by the beat", async () => {
  const ear = await listen(await signedIn(world, "zhangsan", ["reporter"], DEZHOU));
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000);
  await expect.poll(() => ear.turns).toEqual(["io server disconnect"]);
});

test("an account that is disabled, or must change its password, hears nothing more", async () => {
  const reporter = await signedIn(world, "zhangsan", ["reporter"], DEZHOU);
  const ear = await listen(reporter);
  const { id } = reporter.account;
  await world.storage.setPassword(id, {
    hash: "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
    mustChange: true,
    keep: 4,
    at: "2020-07-20T04:00:00.000Z",
    audit: auditOf("account.password"),
  });
  await expect.poll(() => ear.turns).toEqual(["io server disconnect"]);
});

test("a page of another site opens no socket with somebody's cookie", async () => {
  const reporter = await signedIn(world, "zhangsan", ["reporter"], DEZHOU);
  const socket = reporter.office({ origin: "https://evil.example" });
  sockets.push(socket);
  await expect(opened(socket)).rejects.toThrow("forged_request");
});

test("a closed board is heard by whoever may see it, until they no longer may", async () => {
  await world.close();
  world = await openWorld({ access: { board: "closed" } });
  await expect(opened(world.connect() as unknown as OfficeSocket)).rejects.toThrow(
    "unauthenticated",
  );
  const office = await signedIn(world, "diaodu", ["dispatch_office"]);
  const display = openBrowser(world);
  const { code } = await display.json<{ code: string }>("POST", "/pairing");
  const { screen } = await office.json<{ screen: { id: string } }>("POST", "/screens", {
    code,
    name: "大厅",
  });
  const cookie = [...display.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const socket = world.connect({ cookie });
  const turns: string[] = [];
  socket.on("disconnect", (reason) => turns.push(reason));
  const { database, seq } = world.boards.head();
  const answer = await subscribe(socket, { database, seq });
  expect(answer.kind).toBe("changes");
  const changes = next(socket, "changes");
  await world.post(submissionOf(figure()));
  await changes;
  await office.ask("DELETE", `/screens/${screen.id}`);
  await expect.poll(() => turns).toEqual(["io server disconnect"]);
});

test("what one server ends, another tells its own sockets, because both read one log", async () => {
  const other = await openWorld({ storageUrl: world.storageUrl });
  try {
    const security = await signedIn(world, "anquan", ["security_admin"]);
    const reporter = await signedIn(world, "zhangsan", ["reporter"], DEZHOU);
    const away = openBrowser(other);
    for (const [name, value] of reporter.cookies) away.cookies.set(name, value);
    const ear = await listen(away);
    const seq = await report();
    await expect.poll(() => seqs(ear.heard)).toEqual([seq]);
    const { sessions } = await reporter.json<{ sessions: { id: string }[] }>("GET", "/me/sessions");
    await security.ask("DELETE", `/sessions/${sessions[0]?.id}`);
    await expect.poll(() => ear.turns).toEqual(["io server disconnect"]);
  } finally {
    await other.close();
  }
});
