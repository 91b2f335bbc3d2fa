import { Router } from "express";
import type { RequestHandler } from "express";
import { draftSave, roundCode, unitCode } from "@diaodu/contracts";
import type { DraftAnswer, ReportSheet, ReportSheets } from "@diaodu/contracts";
import { covers, may, roundLabel } from "@diaodu/domain";
import type { Draft } from "@diaodu/storage";
import { z } from "zod";
import { callerOf, doerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { readAsked, readAttachments, reportingUnits, todayOf } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { isWaiting, overdueDays, presentField } from "./fields.ts";
import type { Asked } from "./fields.ts";
import { namesOf, unitName } from "./names.ts";
import { demandUnit, mayForUnit, unitOf } from "./scope.ts";

const sheetQuery = z.strictObject({ unit: unitCode });
const draftQuery = z.strictObject({
  unit: unitCode,
  round: roundCode,
});
const none = z.strictObject({});

/** Longest draft: the storage takes as much. */
const MAX_DRAFT = "256kb";

/** `GET /reports/sheets`, `GET /reports/sheet`, `PUT /reports/draft`: who is asked for what. */
export function sheetRoutes(desk: Desk): Router {
  const { storage, audit } = desk;
  const router = Router();

  const sheet: RequestHandler = async (req, res) => {
    const { unit } = parseQuery(sheetQuery, req);
    const caller = callerOf(res);
    demandUnit(res, "report.write", unit);
    const catalogue = await storage.catalogue();
    unitOf(catalogue, unit);
    const today = todayOf(desk);
    const { book, byUnit } = await readAsked(desk, catalogue, [unit], today);
    const asked = (byUnit.get(unit) ?? []).filter(({ duty }) => covers(caller.subject, duty));
    const attachments = await readAttachments(
      storage,
      asked.flatMap(({ entry }) => entry ?? []),
    );
    const names = namesOf(catalogue);
    const persons = may(caller.subject, "origin.persons");
    const draft = await storage.draft(unit, today.round.code);
    const answer: ReportSheet = {
      unit,
      unitName: unitName(names, unit),
      round: today.round.code,
      roundLabel: roundLabel(today.round),
      closesOn: today.round.end,
      today: today.today,
      fields: asked.map((one) =>
        presentField(one, today.today, { names, book, attachments, persons }),
      ),
      draft: draft === null ? null : presentDraft(draft),
    };
    await audit.note(caller, { action: "report.read", object: `unit:${unit}` });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const sheets: RequestHandler = async (req, res) => {
    parseQuery(none, req);
    const caller = callerOf(res);
    const catalogue = await storage.catalogue();
    const today = todayOf(desk);
    const units = reportingUnits(catalogue).filter((unit) =>
      mayForUnit(caller.subject, "report.read", unit),
    );
    const { byUnit } = await readAsked(desk, catalogue, units, today);
    const names = namesOf(catalogue);
    const answer: ReportSheets = {
      round: today.round.code,
      roundLabel: roundLabel(today.round),
      units: units.map((unit) => {
        const asked = (byUnit.get(unit) ?? []).filter(({ duty }) =>
          may(caller.subject, "report.read", duty),
        );
        return { unit, unitName: unitName(names, unit), ...countsOf(asked, today.today) };
      }),
    };
    await audit.note(caller, { action: "report.read", object: "sheets" });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const saveDraft: RequestHandler = async (req, res) => {
    const { unit, round } = parseQuery(draftQuery, req);
    demandUnit(res, "report.write", unit);
    unitOf(await storage.catalogue(), unit);
    const { basedOn, cells } = parseBody(draftSave, req);
    const { now, round: current } = todayOf(desk);
    if (round !== current.code) {
      throw new Refusal("changed_meanwhile", { detail: `已进入${roundLabel(current)}` });
    }
    const caller = callerOf(res);
    const by = doerOf(caller);
    const text = JSON.stringify(cells);
    const saved = await storage.saveDraft({ unit, round, basedOn, cells: text, by, at: now });
    if (saved.kind === "changed_meanwhile") {
      throw new Refusal("changed_meanwhile", {
        detail: saved.draft === null ? "草稿已报送" : `${saved.draft.by.name}已另存草稿`,
        draft: saved.draft === null ? null : presentDraft(saved.draft),
      });
    }
    // A form saves itself every few seconds: counted, not written each time.
    await audit.note(caller, { action: "report.draft", object: `draft:${unit}/${round}` });
    res.setHeader("Cache-Control", "no-store").json(presentDraft(saved.draft));
  };

  router.get("/reports/sheet", guard("report.write"), sheet);
  router.get("/reports/sheets", guard("report.read"), sheets);
  router.put("/reports/draft", guard("report.write"), jsonBody(MAX_DRAFT), saveDraft);
  router.all(["/reports/sheet", "/reports/sheets"], methodNotAllowed("GET", "HEAD"));
  router.all("/reports/draft", methodNotAllowed("PUT"));
  return router;
}

function countsOf(asked: readonly Asked[], today: string) {
  const inState = (state: string) => asked.filter(({ entry }) => entry?.state === state).length;
  return {
    asked: asked.length,
    waiting: asked.filter((one) => isWaiting(one) && one.entry?.state !== "returned").length,
    submitted: inState("submitted"),
    returned: inState("returned"),
    published: inState("published"),
    overdue: asked.filter((one) => overdueDays(one, today) > 0).length,
  };
}

function presentDraft(draft: Draft): DraftAnswer {
  const cells: unknown = JSON.parse(draft.cells);
  return { version: draft.version, cells, by: draft.by.name, at: draft.at };
}
