import { Router } from "express";
import type { Request, RequestHandler } from "express";
import { z } from "zod";
import { indicatorCode, regionCode, roundCode, urgeRequest } from "@diaodu/contracts";
import type { BurdenOnWire, StandingsOnWire } from "@diaodu/contracts";
import { burdenOf, dateParts, roundLabel } from "@diaodu/domain";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import { namesOf } from "../reports/names.ts";
import { mayForUnit } from "../reports/scope.ts";
import { presentStanding } from "./presenter.ts";
import type { StoredRound } from "./presenter.ts";
import { readRound } from "./round-detail.ts";
import type { RoundDesk } from "./round-detail.ts";
import { readRounds } from "./rounds-of-year.ts";
import { urgeUnits } from "./urge.ts";

const year = z
  .string()
  .regex(/^(19|20|21)\d{2}$/u, "须为四位年份")
  .transform(Number)
  .optional();
const yearQuery = z.strictObject({ year });
const standingQuery = z.strictObject({ indicator: indicatorCode, region: regionCode, year });

/** 调度期: the year's rounds, one round with what it found, 催报, 填报负担, a light over the year. */
export function roundRoutes(desk: RoundDesk): Router {
  const { storage } = desk;
  const router = Router();

  const list: RequestHandler = async (req, res) => {
    const asked = parseQuery(yearQuery, req);
    const now = todayOf(desk);
    const answer = await readRounds(desk, asked.year ?? dateParts(now.today).year, now);
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const read: RequestHandler = async (req, res) => {
    const record = await demandRound(req);
    res.setHeader("Cache-Control", "no-store").json(await readRound(desk, record, todayOf(desk)));
  };

  const urge: RequestHandler = async (req, res) => {
    const { units } = parseBody(urgeRequest, req);
    const record = await demandRound(req);
    const now = todayOf(desk);
    const answer = await urgeUnits(desk, callerOf(res), record, { units, now });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const burden: RequestHandler = async (_req, res) => {
    const { subject } = callerOf(res);
    const catalogue = await storage.catalogue();
    const { today, calendar } = todayOf(desk);
    const found = burdenOf({ ...catalogue, calendar, today });
    const names = namesOf(catalogue);
    const answer: BurdenOnWire = {
      rounds: found.rounds.map((round) => ({ code: round.code, label: roundLabel(round) })),
      units: found.units
        .filter(({ unit, total }) => total > 0 && mayForUnit(subject, "cycle.read", unit))
        .map(({ unit, fields, total }) => ({
          unit,
          unitName: names.units.get(unit)?.shortName ?? unit,
          fields: [...fields],
          total,
          warnings: found.warnings
            .filter(({ units }) => units.includes(unit))
            .map(({ words }) => words),
        })),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const standings: RequestHandler = async (req, res) => {
    const { indicator, region, ...asked } = parseQuery(standingQuery, req);
    const of = asked.year ?? dateParts(todayOf(desk).today).year;
    const names = namesOf(await storage.catalogue());
    const found = await storage.standings({ indicator, region, roundPrefix: `${of}-R` });
    const answer: StandingsOnWire = {
      year: of,
      standings: found.map((one) => presentStanding(one, names)),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  /** @throws Refusal `not_found` for what is no round, or has not begun */
  async function demandRound(req: Request): Promise<StoredRound> {
    const code = roundCode.safeParse(req.params["code"]);
    const record = code.success ? await storage.record("round", code.data) : null;
    if (record === null) throw new Refusal("not_found");
    return record;
  }

  router.get("/rounds", guard("board.read"), list);
  router.all("/rounds", methodNotAllowed("GET", "HEAD"));
  router.get("/rounds/:code", guard("board.read"), read);
  router.all("/rounds/:code", methodNotAllowed("GET", "HEAD"));
  router.post("/rounds/:code/reminders", guard("slip.manage"), ...jsonBody(), urge);
  router.all("/rounds/:code/reminders", methodNotAllowed("POST"));
  router.get("/burden", guard("cycle.read"), burden);
  router.all("/burden", methodNotAllowed("GET", "HEAD"));
  router.get("/standings", guard("board.read"), standings);
  router.all("/standings", methodNotAllowed("GET", "HEAD"));
  return router;
}
