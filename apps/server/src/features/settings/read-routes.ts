import { Router } from "express";
import type { RequestHandler } from "express";
import { settingsKey } from "@diaodu/contracts";
import type { DispatchSettingsTold, SettingsHistory, SettingsKey } from "@diaodu/contracts";
import type { SettingsBodies } from "@diaodu/storage";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { todayOf } from "../reports/desk.ts";
import { changedLines } from "./change-lines.ts";
import { tellChannel } from "./channel-secrets.ts";
import { writeDayFile } from "./day-file.ts";
import { presentCalendar, presentLadder, presentWording } from "./presenter.ts";
import { defaultBody, readStanding } from "./settings-desk.ts";
import type { SettingsDesk, Standing } from "./settings-desk.ts";

/** The settings as they stand, and who changed them when and why. */
export function settingsReadRoutes(desk: SettingsDesk): Router {
  const { storage, audit } = desk;
  const router = Router();

  const read: RequestHandler = async (_req, res) => {
    const [calendar, ladder, wording, channels] = await Promise.all([
      readStanding(desk, "calendar"),
      readStanding(desk, "ladder"),
      readStanding(desk, "wording"),
      readStanding(desk, "channels"),
    ]);
    const { units } = await storage.catalogue();
    await audit.note(callerOf(res), { action: "settings.read" });
    const { address } = channels.body;
    const answer: DispatchSettingsTold = {
      today: todayOf(desk).today,
      calendar: { ...headOf(calendar), body: presentCalendar(calendar.body) },
      ladder: { ...headOf(ladder), body: presentLadder(ladder.body) },
      wording: { ...headOf(wording), body: presentWording(wording.body) },
      channels: {
        ...headOf(channels),
        body: { channels: channels.body.channels.map(tellChannel), address },
      },
      units: units.map(({ code, name }) => ({ code, name })),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const history: RequestHandler = async (req, res) => {
    const key = settingsKey.safeParse(req.params["key"]);
    if (!key.success) throw new Refusal("not_found");
    await audit.note(callerOf(res), { action: "settings.read", object: `settings:${key.data}` });
    const answer: SettingsHistory = { versions: await versionsOf(key.data) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  async function versionsOf<K extends SettingsKey>(key: K): Promise<SettingsHistory["versions"]> {
    const records = await storage.recordHistory("settings", key);
    return records
      .map(({ version, at, by, words, body }, index) => ({
        version,
        at,
        by: by.name,
        reason: words,
        // Every version of a record of this id has this body.
        changes: changedLines(
          key,
          (records[index - 1]?.body ?? defaultBody(key)) as SettingsBodies[K],
          body as SettingsBodies[K],
        ),
      }))
      .toReversed();
  }

  const days: RequestHandler = async (_req, res) => {
    const { body } = await readStanding(desk, "calendar");
    await audit.note(callerOf(res), { action: "settings.read", object: "settings:calendar" });
    res.attachment("days.csv").type("text/csv").setHeader("Cache-Control", "no-store");
    res.send(Buffer.from(writeDayFile(body.days)));
  };

  router.get("/settings", guard("settings.read"), read);
  router.all("/settings", methodNotAllowed("GET", "HEAD"));
  router.get("/settings/calendar/days.csv", guard("settings.read"), days);
  router.all("/settings/calendar/days.csv", methodNotAllowed("GET", "HEAD"));
  router.get("/settings/:key/history", guard("settings.read"), history);
  router.all("/settings/:key/history", methodNotAllowed("GET", "HEAD"));
  return router;
}

function headOf({ record }: Pick<Standing<SettingsKey>, "record">) {
  return {
    version: record?.version ?? 0,
    by: record?.by.name ?? null,
    at: record?.at ?? null,
    reason: record?.words ?? null,
  };
}
