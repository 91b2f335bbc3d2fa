import { Router } from "express";
import type { RequestHandler } from "express";
import { newSlip } from "@diaodu/contracts";
import type { Fault } from "@diaodu/contracts";
import { answerDay, isPlainDate, isWorkingDay, RUNG_NAMES } from "@diaodu/domain";
import type { Rung, Slip } from "@diaodu/domain";
import { callerOf, doerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { messagesOf, slipNotice } from "../../dispatch/notices.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { Refusal } from "../../http/problems.ts";
import { todayOf } from "../reports/desk.ts";
import { slipsOfRun } from "./case-outlook.ts";
import { handCase } from "./hand-case.ts";
import { answerOf, writeSlip } from "./slip-desk.ts";
import type { SlipDesk } from "./slip-desk.ts";

/** Working days to answer in where the issuer names no day: as the ladder's own. */
const ANSWER_DAYS: Readonly<Record<Rung, number>> = { notice: 2, order: 3, talk: 3 };

/** Slips by hand: the number is drawn, and the unit is told, in the transaction that issues it. */
export function issueRoutes(desk: SlipDesk): Router {
  const { storage } = desk;
  const router = Router();

  const issue: RequestHandler = async (req, res) => {
    const sent = parseBody(newSlip, req);
    const caller = callerOf(res);
    const around = todayOf(desk);
    const { today, round, calendar, now } = around;
    const catalogue = await storage.catalogue();
    const found = await handCase(
      { storage, boards: desk.boards, catalogue, today: around },
      sent.about,
    );
    const answerBy =
      sent.answerBy ??
      answerDay({ answerDays: ANSWER_DAYS[sent.rung] }, today, (day) =>
        isWorkingDay(day, calendar.days),
      );
    const faults: Fault[] = [];
    if (!("case" in found)) faults.push(found);
    if (!isPlainDate(answerBy)) {
      faults.push({ path: "answerBy", code: "invalid_date", message: "没有这一天" });
    } else if (answerBy < today) {
      faults.push({ path: "answerBy", code: "past", message: `不能早于 ${today}` });
    }
    if (!("case" in found) || faults.length > 0) {
      throw new Refusal("validation_failed", { faults });
    }
    const settings = await readSettings(storage);
    const previous = (await slipsOfRun(storage, found.case)).at(-1)?.id ?? null;
    const slip: Slip = {
      rung: sent.rung,
      // Drawn with the step.
      number: "",
      case: found.case,
      round: round.code,
      title: `${RUNG_NAMES[sent.rung]}：${sent.title}`,
      reasons: [{ label: "事由", value: sent.words }, ...found.reasons],
      rule: null,
      issuedBy: doerOf(caller),
      issuedOn: today,
      answerBy,
      previous,
      deliveredAt: null,
      readAt: null,
      readBy: null,
      answer: null,
      simulated: desk.simulated,
    };
    const id = `slip-${desk.newId()}`;
    const year = today.slice(0, 4);
    const written = await writeSlip(
      desk,
      caller,
      {
        id,
        basedOn: 0,
        state: "issued",
        event: "issue",
        words: sent.words,
        evidence: [],
        body: slip,
        number: {
          series: `slip/${year}`,
          prefix: `${settings.wording.slipMark}〔${year}〕`,
          suffix: "号",
        },
      },
      messagesOf(slipNotice(id, slip), settings.channels, now),
    );
    if (written === null) throw new Refusal("changed_meanwhile");
    res
      .status(201)
      .setHeader("Cache-Control", "no-store")
      .json(await answerOf(desk, caller, written));
  };

  router.post("/slips", guard("slip.manage"), ...jsonBody(), issue);
  return router;
}
