import { raw, Router } from "express";
import type { RequestHandler } from "express";
import {
  calendarChange,
  channelsChange,
  channelTestRequest,
  ladderChange,
  wordingChange,
} from "@diaodu/contracts";
import type { ChannelTest, ChannelTestResult, DayFile } from "@diaodu/contracts";
import { callerOf, doerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { idOf } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import { presentAttempt } from "../slips/messages.ts";
import { channelsOf } from "./channel-secrets.ts";
import { calendarFaults, ladderChangeFaults, templateChangeFaults } from "./check-settings.ts";
import { readDayFile } from "./day-file.ts";
import { settingsReadRoutes } from "./read-routes.ts";
import { readStanding, refuseFaults, writeSettings } from "./settings-desk.ts";
import type { SettingsDesk } from "./settings-desk.ts";

const DAY_TYPES = [
  "text/csv",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/octet-stream",
];

/** 调度设置: when the city dispatches, when it presses, how papers read, and which ways lead out. */
export function settingsRoutes(desk: SettingsDesk): Router {
  const { storage } = desk;
  const router = Router();

  const calendar: RequestHandler = async (req, res) => {
    const { body, version, reason } = parseBody(calendarChange, req);
    const { today } = todayOf(desk);
    const standing = await readStanding(desk, "calendar");
    refuseFaults(calendarFaults(standing.body, body, today));
    const action = "settings.write";
    await writeSettings(desk, callerOf(res), { key: "calendar", version, body, reason, action });
    res.status(204).end();
  };

  const ladder: RequestHandler = async (req, res) => {
    const { body, version, reason } = parseBody(ladderChange, req);
    const { today } = todayOf(desk);
    const standing = await readStanding(desk, "ladder");
    refuseFaults(ladderChangeFaults(standing.body.ladders, body.ladders, today));
    const action = "settings.write";
    await writeSettings(desk, callerOf(res), { key: "ladder", version, body, reason, action });
    res.status(204).end();
  };

  const wording: RequestHandler = async (req, res) => {
    const { body, version, reason } = parseBody(wordingChange, req);
    refuseFaults(templateChangeFaults(body.templates));
    const action = "settings.write";
    await writeSettings(desk, callerOf(res), { key: "wording", version, body, reason, action });
    res.status(204).end();
  };

  const channels: RequestHandler = async (req, res) => {
    const { body, version, reason } = parseBody(channelsChange, req);
    const { units } = await storage.catalogue();
    const standing = await readStanding(desk, "channels");
    // A secret is kept by whoever saw the version that it stands in, and by nobody else.
    if ((standing.record?.version ?? 0) !== version) throw new Refusal("changed_meanwhile");
    const codes = new Set(units.map(({ code }) => code));
    const checked = channelsOf(body.channels, standing.body.channels, codes);
    refuseFaults(checked.faults);
    await writeSettings(desk, callerOf(res), {
      key: "channels",
      version,
      body: { channels: checked.channels, address: body.address },
      reason,
      action: "channel.write",
    });
    res.status(204).end();
  };

  const readDays: RequestHandler = async (req, res) => {
    const bytes: unknown = req.body;
    // Without a body of a type that we take, the parser leaves something else.
    if (!Buffer.isBuffer(bytes)) throw new Refusal("unsupported_media_type");
    const answer: DayFile = { days: await readDayFile(bytes) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  /** A message like any other, of nothing but itself: what it meets, a slip would meet. */
  const test: RequestHandler = async (req, res) => {
    const { unit } = parseBody(channelTestRequest, req);
    const caller = callerOf(res);
    const { body } = await readStanding(desk, "channels");
    const channel = body.channels.find(({ id }) => id === idOf(req));
    if (channel === undefined) throw new Refusal("not_found");
    if (!channel.enabled) throw new Refusal("step_refused", { detail: "渠道已停用" });
    if (channel.way.kind === "email" && (unit === null || !(unit in channel.way.to))) {
      const fault = { path: "unit", code: "unknown", message: "请选择有收件地址的单位" };
      throw new Refusal("validation_failed", { faults: [fault] });
    }
    const { now } = todayOf(desk);
    const id = `test-${channel.id}-${desk.newId()}`;
    const written = await storage.writeRecords({
      steps: [],
      messages: [
        {
          id,
          channel: channel.id,
          unit,
          account: null,
          about: { kind: "settings", id: "channels" },
          title: "消息渠道测试",
          lines: [`这是一条测试消息，由${doerOf(caller).name}发出，无需处理`],
          number: null,
          path: null,
          notBefore: now,
        },
      ],
      by: doerOf(caller),
      at: now,
      audit: desk.audit.entry(caller, {
        action: "channel.write",
        object: `channel:${channel.id}`,
        detail: { test: id },
      }),
    });
    if (written.kind !== "committed") throw new Error("a message alone meets no other writer");
    await desk.publish();
    const answer: ChannelTest = { seq: written.seq, message: id };
    res.status(202).setHeader("Cache-Control", "no-store").json(answer);
  };

  const tested: RequestHandler = async (req, res) => {
    const { message: wanted } = req.params;
    const channel = idOf(req);
    const known = typeof wanted === "string" && /^test-[\w-]{1,150}$/u.test(wanted);
    const message = known ? await storage.message(wanted) : null;
    if (message === null || message.channel !== channel) throw new Refusal("not_found");
    const attempts = await storage.messageAttempts([message.id]);
    const answer: ChannelTestResult = {
      state: message.state,
      attempts: attempts.map(presentAttempt),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  router.use(settingsReadRoutes(desk));
  router.put("/settings/calendar", guard("settings.write"), ...jsonBody("512kb"), calendar);
  router.all("/settings/calendar", methodNotAllowed("PUT"));
  router.put("/settings/ladder", guard("settings.write"), ...jsonBody("256kb"), ladder);
  router.all("/settings/ladder", methodNotAllowed("PUT"));
  router.put("/settings/wording", guard("settings.write"), ...jsonBody("256kb"), wording);
  router.all("/settings/wording", methodNotAllowed("PUT"));
  router.put("/settings/channels", guard("channel.write"), ...jsonBody("512kb"), channels);
  router.all("/settings/channels", methodNotAllowed("PUT"));
  router.post(
    "/settings/calendar/days",
    guard("settings.write"),
    raw({ limit: "256kb", type: DAY_TYPES }),
    readDays,
  );
  router.all("/settings/calendar/days", methodNotAllowed("POST"));
  router.post("/settings/channels/:id/test", guard("channel.write"), ...jsonBody(), test);
  router.all("/settings/channels/:id/test", methodNotAllowed("POST"));
  router.get("/settings/channels/:id/test/:message", guard("channel.write"), tested);
  router.all("/settings/channels/:id/test/:message", methodNotAllowed("GET", "HEAD"));
  return router;
}
