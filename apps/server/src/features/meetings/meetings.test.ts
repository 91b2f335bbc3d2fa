import { afterEach, beforeEach, expect, test } from "vitest";
import type { MeetingDesk, Meetings, MeetingSnapshot, Problem } from "@diaodu/contracts";
import { readMeetingCode } from "@diaodu/domain";
import { DECISION, openFollowers, openPage, plan, running, step } from "../../../test/meetings.ts";
import { openBrowser, signedIn } from "../../../test/people.ts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
const followers = openFollowers(() => world);
const page = followers.open;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  followers.leave();
  await world.close();
});

const dispatch = () => signedIn(world, "diaodu", ["dispatch_office"]);
const refusalOf = async (answer: Response) => (await answer.json()) as Problem;

test("a planned meeting has a code, a host and an agenda, and is listed for those who may read it", async () => {
  const host = await dispatch();
  const made = await plan(host);
  expect(made).toMatchObject({
    state: "planned",
    version: 1,
    roundNumber: 101,
    frozen: null,
    host: { name: "diaodu", there: true },
    you: { host: true, mayHost: true, mayRead: true, known: true },
  });
  expect(readMeetingCode(made.code)).toBe(made.code);
  const reporter = await signedIn(world, "baosong", ["reporter"]);
  const { meetings } = await reporter.json<Meetings>("GET", "/meetings");
  expect(meetings).toMatchObject([{ id: made.id, state: "planned", yours: false }]);
  const viewer = await signedIn(world, "zhidu", ["viewer"]);
  expect((await viewer.ask("GET", "/meetings")).status).toBe(403);
  expect((await openBrowser(world).ask("GET", `/meetings/${made.id}`)).status).toBe(401);
  const desk = await host.json<MeetingDesk>("GET", `/meetings/${made.id}/desk`);
  expect(desk.hosts.map(({ name }) => name)).toEqual(["diaodu"]);
  expect(desk.units.map(({ code }) => code)).toContain("finance");
});

test("the host arranges the agenda point by point, and nothing gets on it that is not there", async () => {
  const host = await dispatch();
  const made = await plan(host);
  const arrange = (change: object) =>
    host.ask("POST", `/meetings/${made.id}/steps`, {
      event: "arrange",
      change,
    });
  for (const title of ["其他事项", "先说这个"]) {
    const words = { kind: "add", title, subject: { kind: "words" }, after: null };
    expect((await arrange(words)).status).toBe(200);
  }
  const gdp = { kind: "tile", indicator: "gdp", region: "100000" };
  expect((await arrange({ kind: "add", title: "GDP", subject: gdp, after: null })).status).toBe(
    200,
  );
  const nowhere = { ...gdp, indicator: "no_such" };
  const refused = await arrange({ kind: "add", title: "无", subject: nowhere, after: null });
  expect(refused.status).toBe(422);
  const now = await host.json<MeetingSnapshot>("GET", `/meetings/${made.id}`);
  const titles = ({ agenda }: MeetingSnapshot) => agenda.map(({ title }) => title);
  expect(titles(now).slice(0, 3)).toEqual(["GDP", "先说这个", "其他事项"]);
  const first = now.agenda[0];
  const second = now.agenda[1];
  const down = { kind: "move", point: first?.id ?? "", by: 1 } as const;
  const moved = await step(host, made, { event: "arrange", change: down });
  expect(titles(moved).slice(0, 2)).toEqual(["先说这个", "GDP"]);
  const drop = { kind: "drop", point: second?.id ?? "" } as const;
  const dropped = await step(host, made, { event: "arrange", change: drop });
  expect(titles(dropped)).not.toContain("先说这个");
  const renewed = await step(host, made, { event: "arrange", change: { kind: "renew" } });
  expect(titles(renewed)).not.toContain("其他事项");
});

test("a freeze keeps the version that the host saw, and what comes in afterwards is not of it", async () => {
  const host = await dispatch();
  await world.post(submissionOf(figure()));
  const frozen = await running(host);
  expect(frozen).toMatchObject({ state: "running", frozen: { round: "2020-R101" } });
  await world.post(submissionOf(figure({ value: "456700", reason: "更正" })));
  const at = frozen.frozen?.seq ?? -1;
  const board = await (await fetch(`${world.url}/api/v1/board?at=${at}`)).text();
  expect(board).toContain("456614.4");
  expect(board).not.toContain("456700");
  const again = await host.ask("POST", `/meetings/${frozen.id}/steps`, { event: "freeze" });
  expect(await refusalOf(again)).toMatchObject({ code: "step_refused", detail: "数据已经冻结" });
});

test("whoever has the code follows the host's page, and an ended meeting's code opens nothing", async () => {
  const host = await dispatch();
  const made = await running(host);
  const follower = page();
  const answer = await follower.join({ code: ` ${made.code.toLowerCase()} ` });
  expect(answer.kind).toBe("joined");
  expect(follower.latest()).toMatchObject({
    you: { host: false, mayHost: false, mayRead: false, known: false },
    attendance: null,
    minutes: null,
  });
  const change = { kind: "add", title: "其他", subject: { kind: "words" }, after: null } as const;
  const { agenda } = await step(host, made, { event: "arrange", change });
  const point = agenda[0]?.id ?? null;
  await step(host, made, { event: "turn", point, spotlight: "1—5月" });
  await expect.poll(() => follower.latest()?.cursor).toMatchObject({ point, spotlight: "1—5月" });
  await step(host, made, { event: "end" });
  await expect.poll(() => follower.latest()?.state).toBe("ended");
  const late = page();
  expect(await late.join({ code: made.code })).toEqual({ kind: "refused", reason: "unknown" });
});

test("a decision is an item in the same change, once however often it is sent", async () => {
  const host = await dispatch();
  const made = await running(host);
  const decided = await step(host, made, DECISION);
  const again = await step(host, made, DECISION);
  expect(again.decisions).toHaveLength(1);
  expect(again.version).toBe(decided.version);
  const items = await world.storage.records("item");
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    state: "assigned",
    event: "raise",
    body: {
      title: "加快税源清查",
      source: { kind: "decision", meeting: made.id, decision: "d-1" },
      unit: "finance",
      person: { accountId: null, name: "张三" },
      dueOn: "2020-08-01",
      round: "2020-R101",
    },
  });
  const change = await world.storage.change(items[0]?.seq ?? -1);
  expect(change?.kind === "dispatch" && change.payload.records.map(({ kind }) => kind)).toEqual([
    "meeting",
    "item",
  ]);
  expect(decided.decisions[0]).toMatchObject({
    item: { stateName: "已交办", overdueDays: 0 },
  });
  const past = { ...DECISION, id: "d-2", dueOn: "2020-07-19", unit: "no_such" };
  const refused = await host.ask("POST", `/meetings/${made.id}/steps`, past);
  expect((await refusalOf(refused)).faults?.map(({ path }) => path)).toEqual(["unit", "dueOn"]);
});

test("the next meeting opens with the last one's decisions and what became of them", async () => {
  const host = await dispatch();
  const first = await running(host);
  await step(host, first, DECISION);
  await step(host, first, { event: "end" });
  const next = await plan(host, "第 102 期调度会");
  expect(next.agenda[0]).toMatchObject({
    title: "上次决定落实",
    subject: { kind: "decisions", meeting: first.id },
  });
  expect(next.previous).toMatchObject({
    title: "第 101 期调度会",
    decisions: [{ words: DECISION.words, item: { stateName: "已交办" } }],
  });
});

test("people are noted by account or by the name they say, once, and displays as displays", async () => {
  const host = await dispatch();
  const made = await running(host);
  const leader = await signedIn(world, "shizhang", ["leader"]);
  for (const _ of [1, 2]) await page(leader).join({ code: made.code });
  const guest = { code: made.code, name: "李四", unit: "商务局" };
  for (const _ of [1, 2]) await page().join(guest);
  await page().join({ code: made.code, as: "screen" });
  await page().join({ code: made.code });
  const now = await host.json<MeetingSnapshot>("GET", `/meetings/${made.id}`);
  expect(now.attending).toEqual({ people: 2, screens: 1 });
  expect(now.attendance).toMatchObject([
    { name: "shizhang", as: "person" },
    { name: "李四", unit: "商务局", as: "person" },
    { name: "大屏", as: "screen" },
  ]);
});

test("twenty people who come while the host turns lose neither a name nor the page", async () => {
  const host = await dispatch();
  let made = await running(host);
  const change = { kind: "add", title: "其他", subject: { kind: "words" }, after: null } as const;
  for (let n = 0; n < 3; n += 1) made = await step(host, made, { event: "arrange", change });
  const guests = Array.from({ length: 20 }, (_, n) => ({ code: made.code, name: `来宾${n}` }));
  const points = made.agenda.map(({ id }) => id);
  await Promise.all([
    ...guests.map((guest) => page().join(guest)),
    (async () => {
      for (const point of points) await step(host, made, { event: "turn", point });
    })(),
  ]);
  const now = await host.json<MeetingSnapshot>("GET", `/meetings/${made.id}`);
  expect(now.attending.people).toBe(20);
  expect(now.cursor.point).toBe(points.at(-1));
  for (const one of followers.all())
    await expect.poll(() => one.latest()?.version).toBe(now.version);
});

test("walls follow without a code while the host lets them, and hear no more once it does not", async () => {
  const host = await dispatch();
  const made = await running(host);
  const wall = page();
  const asked = { meeting: made.id, as: "screen" } as const;
  expect(await wall.join(asked)).toEqual({ kind: "refused", reason: "unknown" });
  await step(host, made, { event: "walls", on: true });
  expect((await wall.join(asked)).kind).toBe("joined");
  await step(host, made, { event: "walls", on: false });
  await expect.poll(() => wall.latest()?.state).toBe("ended");
  expect(wall.latest()?.agenda).toEqual([]);
});

test("codes cannot be tried out: wrong ones from one address come to an end", async () => {
  const host = await dispatch();
  const made = await running(host);
  const guesser = page();
  const answers: string[] = [];
  for (let n = 0; n < 70; n += 1) {
    const answer = await guesser.join({ code: "ZZZZZZ" });
    answers.push(answer.kind === "refused" ? answer.reason : answer.kind);
  }
  expect(new Set(answers.slice(0, 60))).toEqual(new Set(["unknown"]));
  expect(new Set(answers.slice(60))).toEqual(new Set(["too_many"]));
  expect(await guesser.join({ code: made.code })).toEqual({ kind: "refused", reason: "too_many" });
  world.clock.now = new Date(world.clock.now.getTime() + 5 * 60_000);
  expect((await guesser.join({ code: made.code })).kind).toBe("joined");
});

test("at a closed installation nobody unknown joins, whatever code they have", async () => {
  const closed = await openWorld({ access: { board: "closed" } });
  const stranger = openPage(closed);
  await expect(stranger.join({ code: "ABCDEF" })).rejects.toThrow("unauthenticated");
  stranger.socket.disconnect();
  await closed.close();
});

test("a page that says nonsense is told so, and the server lives on", async () => {
  const odd = page();
  const wrong = odd.join as (request: unknown) => Promise<unknown>;
  for (const request of [null, 1, "ABCDEF", { code: 1 }, { code: "x".repeat(500) }, { a: 1 }]) {
    expect(await wrong(request)).toEqual({ kind: "refused", reason: "invalid" });
  }
  expect(await wrong({})).toEqual({ kind: "refused", reason: "unknown" });
});
