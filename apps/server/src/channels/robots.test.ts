import { setDefaultCACertificates } from "node:tls";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { ChannelSettings } from "@diaodu/storage";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LOCAL_CERTIFICATE, LOCAL_KEY } from "../../test/local-certificate.ts";
import { KEYS, SECRETS, startRobots } from "../../test/robot-server.ts";
import type { RobotKind, RobotServer } from "../../test/robot-server.ts";
import type { Outcome, Outgoing } from "./channel.ts";
import { sendMessage } from "./send-message.ts";

const NEVER = new AbortController().signal;
const clock = { now: new Date("2026-11-20T02:00:00.000Z") };
let robots: RobotServer;
beforeAll(async () => {
  robots = await startRobots({ now: () => clock.now });
});
afterAll(() => robots.close());
beforeEach(() => {
  // Past every rate limit of the tests before.
  clock.now = new Date(clock.now.getTime() + 120_000);
});

const KINDS: readonly RobotKind[] = ["wecom", "dingtalk", "feishu"];

function robot(kind: RobotKind, over: { url?: string; secret?: string | null } = {}) {
  const url = over.url ?? robots.url(kind);
  const common = { id: "c1", name: "督查群", enabled: true, quiet: null, units: "all" as const };
  const way: ChannelSettings["way"] =
    kind === "wecom"
      ? { kind, url }
      : { kind, url, secret: over.secret === undefined ? SECRETS[kind] : over.secret };
  return { ...common, way };
}

const message = (over: Partial<Outgoing> = {}): Outgoing => ({
  id: "slip/1/notice/c1",
  title: "提示单：固定资产投资落后序时进度",
  lines: ["牵头单位：市发展改革委", "差距：−6.8 个百分点", "时限：11月25日"],
  number: "〔2026〕12号",
  link: "https://diaodu.example.gov.cn/office/slips/1?from=robot",
  unit: "fgw",
  ...over,
});

const send = (
  kind: RobotKind,
  over: Parameters<typeof robot>[1] = {},
  what: Partial<Outgoing> = {},
  timeoutMs = 5000,
): Promise<Outcome> =>
  sendMessage(robot(kind, over), message(what), { now: clock.now, timeoutMs, stop: NEVER });

const lastBody = () => JSON.stringify(robots.taken.at(-1)?.body);

describe.each(KINDS)("a robot of %s", (kind) => {
  test("takes a message with its number, its lines and the way to the thing", async () => {
    expect((await send(kind)).kind).toBe("sent");
    for (const words of [
      "〔2026〕12号 提示单：固定资产投资落后序时进度",
      "牵头单位：市发展改革委",
      "−6.8 个百分点",
      "https://diaodu.example.gov.cn/office/slips/1?from=robot",
    ]) {
      expect(lastBody()).toContain(words);
    }
  });

  test("takes a message of any length: what does not fit is left out, and that is said", async () => {
    const lines = Array.from(
      { length: 900 },
      (_, n) => `第${n}项“需说明”的问题\\"，请于时限前答复`,
    );
    expect((await send(kind, {}, { lines, title: "长".repeat(3000) })).kind).toBe("sent");
    expect(lastBody()).toContain("第0项");
    expect(lastBody()).toContain("内容较长");
    expect(lastBody()).toContain("https://diaodu.example.gov.cn/");
    expect((await send(kind, {}, { lines: ["👨‍👩‍👧‍👦".repeat(3000)] })).kind).toBe("sent");
    expect(lastBody()).not.toMatch(/\ufffd|\\ud[89a-f]/u);
  });

  test("is left alone for a while once it says that messages come too fast", async () => {
    const limit = kind === "feishu" ? 100 : 20;
    for (let n = 0; n < limit; n += 1) expect((await send(kind)).kind).toBe("sent");
    const outcome = await send(kind);
    expect(outcome).toMatchObject({ kind: "later" });
    expect(outcome.kind === "later" ? outcome.retryAfterMs : 0).toBeGreaterThanOrEqual(60_000);
  });

  test("that does not know the key will not take the message later either", async () => {
    const wrong = robots.url(kind).replace(KEYS[kind], "another-key");
    expect((await send(kind, { url: wrong })).kind).toBe("dead");
  });

  test.each([
    [{ kind: "reset" }, "later"],
    [{ kind: "hang" }, "later"],
    [{ kind: "drip" }, "later"],
    [{ kind: "slow" }, "sent"],
    [{ kind: "malformed" }, "later"],
    [{ kind: "huge" }, "later"],
    [{ kind: "status", status: 500 }, "later"],
    [{ kind: "status", status: 502 }, "later"],
    [{ kind: "status", status: 408 }, "later"],
    [{ kind: "status", status: 404 }, "dead"],
    [{ kind: "status", status: 401 }, "dead"],
    [{ kind: "status", status: 302, headers: { location: "http://127.0.0.1:1/" } }, "dead"],
    [{ kind: "status", status: 204 }, "later"],
    [{ kind: "body", body: [] }, "later"],
    [{ kind: "body", body: { errcode: "0", code: "0" } }, "later"],
    [{ kind: "body", body: {} }, "later"],
    [{ kind: "body", body: { errcode: -1, code: -1 } }, "later"],
    [{ kind: "body", body: { errcode: 987654, code: 987654 } }, "later"],
  ] as const)("after %j the message is %s", async (fault, expected) => {
    const before = robots.requests;
    robots.fail(fault);
    expect((await send(kind, {}, {}, 400)).kind).toBe(expected);
    expect(robots.requests - before).toBe(1);
  });

  test("says with 429 how long it wants to be left alone, in seconds or as a date", async () => {
    const until = new Date(clock.now.getTime() + 90_000).toUTCString();
    robots.fail(
      { kind: "status", status: 429, headers: { "retry-after": "75" } },
      { kind: "status", status: 429, headers: { "retry-after": until } },
      { kind: "status", status: 429, headers: { "retry-after": "soon" } },
    );
    expect(await send(kind)).toMatchObject({ kind: "later", retryAfterMs: 75_000 });
    const dated = await send(kind);
    expect(dated.kind === "later" ? Math.round((dated.retryAfterMs ?? 0) / 1000) : 0).toBe(90);
    expect(await send(kind)).toMatchObject({ kind: "later", retryAfterMs: null });
  });

  test("is not asked where its address is none of the web, or carries a password", async () => {
    const before = robots.requests;
    const withPassword = robots.url(kind).replace("http://", "http://user:password@");
    for (const url of ["file:///etc/passwd", "data:,x", "robot", "", withPassword]) {
      expect((await send(kind, { url })).kind).toBe("dead");
    }
    expect(robots.requests).toBe(before);
  });

  test("that nobody runs, or that speaks no TLS, may be there later", async () => {
    const port = new URL(robots.url(kind)).port;
    const nobody = robots.url(kind).replace(port, String(await freePort()));
    expect((await send(kind, { url: nobody })).kind).toBe("later");
    const plain = robots.url(kind).replace("http:", "https:");
    expect((await send(kind, { url: plain })).kind).toBe("later");
  });

  test("makes neither link, mention nor markup of what people typed", async () => {
    const typed = [
      "<@all> <@here> @所有人 @13800000000",
      "[免费领取](http://evil.example/x) ![x](//evil.example/y.png)",
      "https://evil.example/a www.evil.example evil.com",
      '**粗** _斜_ `码` ~~删~~ # 题 <font color="warning">红</font> <a href=x>',
      '<at user_id="all">所有人</at> <at id=all></at> &lt;@all&gt;',
      "换\n行 # 题\r\n> 引\u2028用\u202e翻转\u0000",
      "- 项",
      "1. 项",
      "-6.8%",
    ];
    await send(kind, {}, { title: typed.join(" "), lines: typed, number: "<@all>", link: null });
    const body = lastBody();
    expect(body).not.toMatch(/https?:\/\/|www\.|evil\.(?:com|example)/u);
    expect(body).toContain("-6.8%");
    if (kind !== "feishu") {
      const text = content(kind).replace(/^(?:#### |\*\*)/u, "");
      expect(text).not.toMatch(/[<>@`_~[\]]|\n[#>]|\n- |\n1\. /u);
      expect(text.replace(/\*\*\n/u, "\n")).not.toContain("*");
    } else {
      expect(body).not.toContain("lark_md");
      expect(JSON.stringify(robots.taken.at(-1)?.body["card"])).not.toMatch(/"tag":"(?:a|at)"/u);
    }
    expect(body).not.toMatch(/\\u202e|\\u2028|\u202e|\u2028|\\u0000/u);
  });

  test("leads only to addresses of the web", async () => {
    await send(kind, {}, { link: "javascript:alert(1)" });
    expect(lastBody()).not.toContain("javascript");
    await send(kind, {}, { link: "https://diaodu.example.gov.cn/x?a=(b)[c]*" });
    expect(lastBody()).not.toMatch(/\(b\)/u);
  });

  test("appears in no outcome with its key, secret, address or its own words", async () => {
    const secret = kind === "wecom" ? "none" : SECRETS[kind];
    const url = robots.url(kind);
    const outcomes: Outcome[] = [await send(kind)];
    for (const status of [200, 302, 401, 429, 500]) {
      robots.fail({ kind: "status", status, headers: { "x-echo": url, location: url } });
      outcomes.push(await send(kind));
    }
    for (const code of [-1, 9499, 19021, 40058, 45009, 93000, 130101, 300001, 310000, 5]) {
      const echo = `wrong ${url} ${secret}`;
      robots.fail({ kind: "body", body: { errcode: code, code, errmsg: echo, msg: echo } });
      outcomes.push(await send(kind));
    }
    robots.fail({ kind: "reset" }, { kind: "malformed" });
    outcomes.push(await send(kind), await send(kind));
    outcomes.push(await send(kind, { url: url.replace("http:", "https:") }));
    outcomes.push(await send(kind, { url: url.replace("http://", "http://u:p@") }));
    const said = JSON.stringify(outcomes);
    for (const hidden of [KEYS[kind], secret, "127.0.0.1", "wrong", "http://"]) {
      expect(said).not.toContain(hidden);
    }
  });
});

describe.each(["dingtalk", "feishu"] as const)("a robot of %s that asks for signatures", (kind) => {
  test("refuses a wrong secret and a missing one, for good", async () => {
    expect((await send(kind, { secret: "another" })).kind).toBe("dead");
    expect((await send(kind, { secret: null })).kind).toBe("dead");
  });

  test("refuses a signature of a clock that is more than an hour off", async () => {
    const o = (ms: number) => ({
      now: new Date(clock.now.getTime() + ms),
      timeoutMs: 5000,
      stop: NEVER,
    });
    const attempt = (ms: number) => sendMessage(robot(kind), message(), o(ms));
    expect((await attempt(59 * 60_000)).kind).toBe("sent");
    expect((await attempt(-61 * 60_000)).kind).toBe("dead");
    expect((await attempt(61 * 60_000)).kind).toBe("dead");
  });
});

test("feishu's 9499 is haste or a message that cannot be read, as its words say", async () => {
  robots.fail(
    { kind: "body", body: { code: 9499, msg: "too many request" } },
    { kind: "body", body: { code: 9499, msg: "Bad Request" } },
  );
  expect((await send("feishu")).kind).toBe("later");
  expect((await send("feishu")).kind).toBe("dead");
});

test("dingtalk's 300001 is haste or an unknown robot, as its words say", async () => {
  robots.fail(
    {
      kind: "body",
      body: { errcode: 300001, errmsg: "send too fast, exceed 20 times per minute" },
    },
    { kind: "body", body: { errcode: 300001, errmsg: "token is not exist" } },
  );
  expect((await send("dingtalk")).kind).toBe("later");
  expect((await send("dingtalk")).kind).toBe("dead");
});

test("a robot behind TLS is reached when its certificate is trusted, and not before", async () => {
  let asked = 0;
  const server = createServer({ key: LOCAL_KEY, cert: LOCAL_CERTIFICATE }, (request, response) => {
    asked += 1;
    request.resume();
    response.end('{"errcode":0}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://localhost:${(server.address() as AddressInfo).port}/cgi-bin/webhook/send?key=k`;
  const outcome = await send("wecom", { url });
  expect(outcome).toMatchObject({ kind: "later", detail: "对方证书不受信任" });
  expect(asked).toBe(0);
  setDefaultCACertificates([LOCAL_CERTIFICATE]);
  expect((await send("wecom", { url })).kind).toBe("sent");
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function content(kind: RobotKind): string {
  const markdown = robots.taken.at(-1)?.body["markdown"] as Record<string, string> | undefined;
  return markdown?.[kind === "wecom" ? "content" : "text"] ?? "";
}

/** A port that was just free and that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
