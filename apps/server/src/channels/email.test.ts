import { setDefaultCACertificates } from "node:tls";
import type { ChannelSettings } from "@diaodu/storage";
import { afterEach, expect, test } from "vitest";
import { LOCAL_CERTIFICATE } from "../../test/local-certificate.ts";
import { startMail } from "../../test/mail-server.ts";
import type { MailServer } from "../../test/mail-server.ts";
import type { Outgoing } from "./channel.ts";
import { sendMessage } from "./send-message.ts";

const NOW = new Date("2026-11-20T02:00:00.000Z");
const NEVER = new AbortController().signal;
const PASSWORD = "correct horse battery";
const servers: MailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function open(o: Parameters<typeof startMail>[0] = {}): Promise<MailServer> {
  const server = await startMail(o);
  servers.push(server);
  return server;
}

type Email = Extract<ChannelSettings["way"], { kind: "email" }>;

const mailbox = (port: number, over: Partial<Email> = {}): ChannelSettings => ({
  id: "c1",
  name: "邮件",
  enabled: true,
  quiet: null,
  units: "all",
  way: {
    kind: "email",
    host: "127.0.0.1",
    port,
    secure: false,
    user: null,
    password: null,
    from: "市政府督查室 <dc@example.gov.cn>",
    to: { fgw: ["zhang@example.gov.cn", "li@example.gov.cn"] },
    ...over,
  },
});

const message = (over: Partial<Outgoing> = {}): Outgoing => ({
  id: "slip/1/notice/c1",
  title: "提示单：固定资产投资落后序时进度",
  lines: ["牵头单位：市发展改革委", "差距：−6.8 个百分点"],
  number: "〔2026〕12号",
  link: "https://diaodu.example.gov.cn/office/slips/1?a=1&b=2",
  unit: "fgw",
  ...over,
});

const send = (channel: ChannelSettings, what: Partial<Outgoing> = {}, timeoutMs = 5000) =>
  sendMessage(channel, message(what), { now: NOW, timeoutMs, stop: NEVER });

test("a mail reaches every address of the unit, as text and as a page, in Chinese", async () => {
  const server = await open();
  expect((await send(mailbox(server.port))).kind).toBe("sent");
  const [taken] = server.taken;
  expect(taken?.to).toEqual(["zhang@example.gov.cn", "li@example.gov.cn"]);
  expect(taken?.mail.subject).toBe("〔2026〕12号 提示单：固定资产投资落后序时进度");
  expect(taken?.mail.from?.text).toBe('"市政府督查室" <dc@example.gov.cn>');
  expect(taken?.mail.text).toContain("差距：−6.8 个百分点");
  expect(taken?.mail.text).toContain("https://diaodu.example.gov.cn/office/slips/1?a=1&b=2");
  expect(taken?.mail.html).toContain(
    'href="https://diaodu.example.gov.cn/office/slips/1?a=1&amp;b=2"',
  );
  expect(taken?.mail.date).toEqual(NOW);
  expect(taken?.mail.headers.get("auto-submitted")).toBe("auto-generated");
  expect(taken?.mail.attachments).toEqual([]);
});

test("every attempt of a message has one Message-ID, every message another", async () => {
  const server = await open();
  await send(mailbox(server.port));
  await send(mailbox(server.port), { title: "改了标题" });
  await send(mailbox(server.port), { id: "slip/2" });
  const ids = server.taken.map(({ mail }) => mail.messageId);
  expect(ids[0]).toMatch(/^<[\da-f]{40}@example\.gov\.cn>$/u);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test("what people typed makes no header, no markup and no link", async () => {
  const server = await open();
  const hostile =
    '标题\r\nBcc: evil@evil.example\r\n\r\n<script>alert("1")</script> http://evil.example';
  await send(mailbox(server.port), { title: hostile, lines: [hostile], link: "javascript:x" });
  const [taken] = server.taken;
  expect(taken?.to).toEqual(["zhang@example.gov.cn", "li@example.gov.cn"]);
  expect(taken?.mail.bcc).toBeUndefined();
  expect(taken?.mail.headers.has("bcc")).toBe(false);
  expect(taken?.mail.html).not.toMatch(/<script|<a |http:|javascript/u);
  expect(taken?.mail.text).not.toMatch(/http:|javascript/u);
});

test("an address with a comma is one address", async () => {
  const server = await open();
  const to = { fgw: ["a@example.gov.cn, b@example.gov.cn", "c@example.gov.cn"] };
  await send(mailbox(server.port, { to }));
  expect(server.taken.flatMap((each) => each.to)).not.toContain("b@example.gov.cn");
});

test("a unit without addresses is told of at once", async () => {
  expect(await send(mailbox(1), { unit: "czj" })).toEqual({
    kind: "dead",
    detail: "该单位没有收件地址",
  });
});

test.each([
  [421, "later"],
  [450, "later"],
  [451, "later"],
  [452, "later"],
  [550, "dead"],
  [552, "dead"],
  [554, "dead"],
])("a server that answers the mail with %i makes it %s", async (code, expected) => {
  const server = await open();
  server.fail(code);
  const outcome = await send(mailbox(server.port));
  expect(outcome.kind).toBe(expected);
  expect(outcome.detail).toContain(String(code));
});

test("refused addresses: some for good are told of, some for now are tried again", async () => {
  const server = await open();
  server.refused.set("li@example.gov.cn", 550);
  expect(await send(mailbox(server.port))).toEqual({
    kind: "sent",
    detail: "邮件服务器已接收，但有 1 个收件地址被拒绝",
  });
  server.refused.set("li@example.gov.cn", 450);
  expect((await send(mailbox(server.port))).kind).toBe("later");
  server.refused.set("zhang@example.gov.cn", 550);
  expect((await send(mailbox(server.port))).kind).toBe("later");
  server.refused.set("li@example.gov.cn", 550);
  expect((await send(mailbox(server.port))).kind).toBe("dead");
});

test("a server that is away, mute or gone in the middle may be there later", async () => {
  const server = await open({ mute: true });
  expect((await send(mailbox(server.port), {}, 300)).kind).toBe("later");
  await server.close();
  servers.length = 0;
  expect((await send(mailbox(server.port))).kind).toBe("later");
});

test("a login is made with the password, and a wrong one will not get better", async () => {
  const login = { user: "dc", password: PASSWORD };
  const server = await open({ login });
  expect((await send(mailbox(server.port, login))).kind).toBe("sent");
  const wrong = await send(mailbox(server.port, { user: "dc", password: "another secret" }));
  expect(wrong).toEqual({ kind: "dead", detail: "邮件服务器不接受用户名或密码（535）" });
  expect((await send(mailbox(server.port))).kind).toBe("dead");
});

test("a password goes in the clear to this machine alone", async () => {
  const login = { user: "dc", password: PASSWORD };
  const server = await open({ login });
  // Reaches this machine too, but by a name that does not say so.
  const outcome = await send(mailbox(server.port, { ...login, host: "0.0.0.0" }));
  expect(outcome.detail).toContain("密码不以明文发送");
  expect(server.taken).toEqual([]);
});

test("a certificate that nobody vouches for ends the attempt before the password is said", async () => {
  const login = { user: "dc", password: PASSWORD };
  for (const o of [{ secure: true }, { starttls: true }]) {
    const server = await open({ ...o, login });
    const channel = mailbox(server.port, { ...login, host: "localhost", secure: "secure" in o });
    const outcome = await send(channel);
    expect(outcome.kind).toBe("later");
    expect(JSON.stringify(outcome)).not.toContain(PASSWORD);
    expect(server.taken).toEqual([]);
  }
});

test("a trusted certificate carries the mail encrypted, from the start or by STARTTLS", async () => {
  setDefaultCACertificates([LOCAL_CERTIFICATE]);
  const login = { user: "dc", password: PASSWORD };
  for (const o of [{ secure: true }, { starttls: true }]) {
    const server = await open({ ...o, login });
    const channel = mailbox(server.port, { ...login, host: "localhost", secure: "secure" in o });
    expect((await send(channel)).kind).toBe("sent");
    expect(server.taken.map(({ encrypted }) => encrypted)).toEqual([true]);
  }
});
