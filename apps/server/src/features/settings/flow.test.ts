import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type {
  ChannelTest,
  ChannelTestResult,
  DayFile,
  DispatchSettingsTold,
  Problem,
  SettingsHistory,
} from "@diaodu/contracts";
import { signedIn } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const office = () => signedIn(world, "office", ["dispatch_office"]);
const admin = () => signedIn(world, "admin", ["system_admin"]);
type Person = Awaited<ReturnType<typeof office>>;

const settings = (who: Person) => who.json<DispatchSettingsTold>("GET", "/settings");
const put = (who: Person, key: string, version: number, body: object) =>
  who.ask("PUT", `/settings/${key}`, { version, body, reason: "按会议要求" });
const faultsOf = async (answer: Response) => {
  expect(answer.status).toBe(422);
  return ((await answer.json()) as Problem).faults ?? [];
};

describe("the calendar", () => {
  test("is set from a day to come, by whoever saw the version that stands, and keeps why", async () => {
    const desk = await office();
    const { calendar } = await settings(desk);
    expect(calendar).toMatchObject({ version: 0, by: null });
    const [spell] = calendar.body.spells;
    const next = { ...spell, from: "2020-08-01", interval: 5, counting: "working" };
    const days = [{ date: "2020-10-08", working: false, name: "国庆节" }];
    const body = { spells: [spell, next], days };
    expect((await put(desk, "calendar", 0, body)).status).toBe(204);
    expect((await put(desk, "calendar", 0, body)).status).toBe(409);
    expect((await settings(desk)).calendar).toMatchObject({ version: 1, by: "office", body });
    const { versions } = await desk.json<SettingsHistory>("GET", "/settings/calendar/history");
    expect(versions).toMatchObject([
      {
        version: 1,
        by: "office",
        reason: "按会议要求",
        changes: [
          "新增：2020-08-01 起每 5 个工作日一期，17:00 截止，提前 2 小时催报，次日 09:00 冻结",
          "新增：2020-10-08 国庆节（放假）",
        ],
      },
    ]);
    const file = await desk.ask("GET", "/settings/calendar/days.csv");
    expect(await file.text()).toContain("2020-10-08,false,国庆节");
  });

  test("does not change rounds that have begun", async () => {
    const desk = await office();
    const { calendar } = await settings(desk);
    const spells = calendar.body.spells.map((one) => ({ ...one, interval: 3 }));
    const [fault] = await faultsOf(await put(desk, "calendar", 0, { spells, days: [] }));
    expect(fault?.message).toContain("已经开始，不能改变");
  });

  test("takes next year's days from a file, or says what is wrong with every line", async () => {
    const desk = await office();
    const send = (body: string) =>
      fetch(`${world.url}/api/v1/settings/calendar/days`, {
        method: "POST",
        headers: {
          "content-type": "text/csv",
          "x-csrf-token": desk.token(),
          cookie: [...desk.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        },
        body,
      });
    const fine = await send("date,working,name\n2021-02-12,false,春节\n2021-02-20,上班,春节调休\n");
    expect(((await fine.json()) as DayFile).days).toEqual([
      { date: "2021-02-12", working: false, name: "春节" },
      { date: "2021-02-20", working: true, name: "春节调休" },
    ]);
    const faults = await faultsOf(await send("2021-02-30,false,x\n2021-03-01,maybe,\n"));
    expect(faults.map(({ path }) => path)).toEqual(["1", "2", "2"]);
    expect((await send("PK\u0003\u0004")).status).toBe(422);
  });
});

describe("the ladder", () => {
  test("gets new rules from today on, and every fault of them is named", async () => {
    const desk = await office();
    const { ladder } = await settings(desk);
    const [standing] = ladder.body.ladders;
    const [rule] = standing?.rules ?? [];
    if (standing === undefined || rule === undefined) throw new Error("no ladder");
    const added = { validFrom: "2020-07-20", rules: [{ ...rule, answerDays: 5 }] };
    const ladders = [standing, added];
    expect((await put(desk, "ladder", 0, { ladders })).status).toBe(204);
    const bad = { validFrom: "2020-09-01", rules: [rule, { ...rule, light: null }] };
    const faults = await faultsOf(await put(desk, "ladder", 1, { ladders: [added, bad] }));
    expect(faults.map(({ message }) => message)).toEqual([
      "第 2 条：规则代码重复",
      "第 2 条：指标类规则须写明颜色",
      "今日以前已经生效的规则不能修改，请新增一套自今日或以后生效的规则",
    ]);
  });
});

describe("channels", () => {
  const robot = {
    id: "ding",
    name: "钉钉群",
    enabled: true,
    quiet: null,
    units: "all",
    way: {
      kind: "dingtalk",
      url: "https://robot.example/send?access_token=TOKEN-1",
      secret: "SECRET-1",
    },
  };
  const body = (...channels: object[]) => ({ channels, address: "https://diaodu.example" });
  const stored = async () =>
    JSON.stringify((await world.storage.record("settings", "channels"))?.body);

  test("never tell what proves us, and keep it where it is not sent again", async () => {
    const it = await admin();
    expect((await put(it, "channels", 0, body(robot))).status).toBe(204);
    const { channels } = await settings(it);
    expect(channels.body.channels[0]?.way).toEqual({
      kind: "dingtalk",
      url: { set: true, host: "robot.example" },
      secret: { set: true },
    });
    const kept = { ...robot, name: "群", way: { kind: "dingtalk" } };
    expect((await put(it, "channels", 1, body(kept))).status).toBe(204);
    expect(await stored()).toContain("TOKEN-1");
    expect(await stored()).toContain("SECRET-1");
    const cleared = { ...kept, way: { kind: "dingtalk", secret: null } };
    expect((await put(it, "channels", 2, body(cleared))).status).toBe(204);
    expect(await stored()).not.toContain("SECRET-1");
    const history = await (await it.ask("GET", "/settings/channels/history")).text();
    const audit = JSON.stringify(await world.storage.readAudit({}));
    const log = JSON.stringify(await world.storage.changesSince(0));
    for (const text of [history, audit, log]) {
      expect(text).not.toContain("TOKEN-1");
      expect(text).not.toContain("SECRET-1");
    }
    expect(history).toContain("更换了密钥或机器人地址");
  });

  test("do not carry a stored secret to another server", async () => {
    const it = await admin();
    await put(it, "channels", 0, body(robot));
    const elsewhere = { kind: "dingtalk", url: "https://evil.example/x" };
    const faults = await faultsOf(await put(it, "channels", 1, body({ ...robot, way: elsewhere })));
    expect(faults.map(({ path }) => path)).toEqual(["body.channels.0.way.secret"]);
  });

  test("are refused with every fault, and to whoever only runs the dispatch", async () => {
    const it = await admin();
    const wrong = { ...robot, units: ["nobody"], quiet: { from: "08:00", to: "08:00" } };
    const faults = await faultsOf(await put(it, "channels", 0, body(robot, wrong)));
    expect(faults.map(({ path }) => path)).toEqual([
      "body.channels.1.id",
      "body.channels.1.units",
      "body.channels.1.quiet",
    ]);
    for (const url of ["ftp://robot.example", "https://me:pass@robot.example", "file:///etc"]) {
      const way = { ...robot.way, url };
      await faultsOf(await put(it, "channels", 0, body({ ...robot, way })));
    }
    expect((await put(await office(), "channels", 0, body(robot))).status).toBe(403);
  });

  test("are tried by a message of their own, that waits in the outbox like any other", async () => {
    const it = await admin();
    await put(it, "channels", 0, body(robot));
    const sent = await it.json<ChannelTest>("POST", "/settings/channels/ding/test", {});
    const again = await it.json<ChannelTest>("POST", "/settings/channels/ding/test", {});
    expect(again.message).not.toBe(sent.message);
    const path = `/settings/channels/ding/test/${sent.message}`;
    expect(await it.json<ChannelTestResult>("GET", path)).toEqual({
      state: "waiting",
      attempts: [],
    });
    expect((await it.ask("POST", "/settings/channels/none/test", {})).status).toBe(404);
    expect((await it.ask("GET", "/settings/channels/ding/test/test-none")).status).toBe(404);
  });
});

test("papers are headed and signed as the office says", async () => {
  const desk = await office();
  const { wording } = await settings(desk);
  const body = { ...wording.body, slipMark: "德调督", redHead: "德州市调度办文件" };
  expect((await put(desk, "wording", 0, body)).status).toBe(204);
  expect((await settings(desk)).wording.body).toEqual(body);
  const long = { ...body, slipMark: "x".repeat(21), signed: " " };
  expect((await faultsOf(await put(desk, "wording", 1, long))).length).toBe(2);
  const wrong = { ...body, templates: { overall: "共{项数", nothing: "x" } };
  expect((await faultsOf(await put(desk, "wording", 1, wrong))).map(({ path }) => path)).toEqual([
    "body.templates.overall",
    "body.templates.nothing",
  ]);
});
