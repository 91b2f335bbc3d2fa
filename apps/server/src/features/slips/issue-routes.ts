import { Router } from "express";
import type { RequestHandler } from "express";
import { newSlip } from "@diaodu/contracts";
import type { Fault } from "@diaodu/contracts";
import { answerDay, isPlainDate, isWorkingDay } from "@diaodu/domain";
import type { Rung } from "@diaodu/domain";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { Refusal } from "../../http/problems.ts";
import { todayOf } from "../reports/desk.ts";
import { handCase } from "./hand-case.ts";
import { issueByHand } from "./issue-by-hand.ts";
import { answerOf } from "./slip-desk.ts";
import type { SlipDesk } from "./slip-desk.ts";

/** Working days to answer in where the issuer names no day: as the ladder's own. */
const ANSWER_DAYS: Readonly<Record<Rung, number>> = { notice: 2, order: 3, talk: 3 };

/** Slips by hand. */
export function issueRoutes(desk: SlipDesk): Router {
  const { storage } = desk;
  const router = Router();

  const issue: RequestHandler = async (req, res) => {
    const sent = parseBody(newSlip, req);
    const caller = callerOf(res);
    const around = todayOf(desk);
    const { today, calendar } = around;
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
    const { rung, title, words } = sent;
    const written = await issueByHand(desk, caller, {
      id: `slip-${desk.newId()}`,
      about: found,
      rung,
      title,
      words,
      answerBy,
    });
    if (written === null) throw new Refusal("changed_meanwhile");
    res
      .status(201)
      .setHeader("Cache-Control", "no-store")
      .json(await answerOf(desk, caller, written));
  };

  router.post("/slips", guard("slip.manage"), ...jsonBody(), issue);
  return router;
}
