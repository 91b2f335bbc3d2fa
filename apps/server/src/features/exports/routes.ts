import { Router } from "express";
import type { RequestHandler } from "express";
import { entryState, roundCode, unitCode } from "@diaodu/contracts";
import { covers, may } from "@diaodu/domain";
import type { TemplateField } from "@diaodu/documents";
import { z } from "zod";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { addressLimit, countedAt } from "../../access/limits.ts";
import type { BoardStore } from "../../board/board-store.ts";
import type { TaskRunner } from "../../documents/run-task.ts";
import type { Ground } from "../../documents/task.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { readAsked, todayOf } from "../reports/desk.ts";
import type { Desk } from "../reports/desk.ts";
import { isWaiting, presentField } from "../reports/fields.ts";
import { namesOf } from "../reports/names.ts";
import { demandUnit, readable, unitOf } from "../reports/scope.ts";
import { boardTable } from "./board-rows.ts";
import { sendWorkbook, stampOf } from "./workbook.ts";

/** Entries of one export: more than a city reports in a year. */
const MOST_ENTRIES = 10_000;

/** An open board is exported by anybody: each takes a worker's second and a row of the audit log. */
const EXPORTS = 100;

const none = z.strictObject({});
const unitQuery = z.strictObject({ unit: unitCode });
const reportsQuery = z.strictObject({
  unit: unitCode.optional(),
  state: entryState.exclude(["new"]).optional(),
  round: roundCode.optional(),
});

/** Spreadsheets out: the template of a unit, the board, what was reported. Each is audited. */
export function exportRoutes(
  o: Pick<Desk, "storage" | "time" | "calendars" | "audit"> & {
    readonly boards: Pick<BoardStore, "head">;
    readonly runner: TaskRunner;
    readonly ground: () => Ground;
    /** Real time. */
    readonly clock: () => Date;
  },
): Router {
  const { storage, time, audit, boards, runner, clock } = o;
  const limit = addressLimit(EXPORTS, countedAt({ storage, clock }, "export"));
  const router = Router();

  const template: RequestHandler = async (req, res) => {
    const { unit } = parseQuery(unitQuery, req);
    const caller = callerOf(res);
    demandUnit(res, "report.write", unit);
    const catalogue = await storage.catalogue();
    const { name } = unitOf(catalogue, unit);
    const today = todayOf(o);
    const { book, byUnit } = await readAsked({ storage }, catalogue, [unit], today);
    const around = { names: namesOf(catalogue), book, attachments: new Map(), persons: false };
    const fields = (byUnit.get(unit) ?? [])
      .filter((asked) => covers(caller.subject, asked.duty) && isWaiting(asked))
      .map((asked) => presentField(asked, today.today, around))
      .map((field): TemplateField => {
        const { last } = field;
        return {
          ...field,
          periodName: field.periodLabel,
          last: last === null ? null : { value: last.value, periodName: last.periodLabel },
        };
      });
    const lines = stampOf(catalogue.seq, today.now, caller);
    const title = `${name} ${today.round.code.slice(0, 4)}年第${today.round.number}期填报表`;
    await audit.append(caller, { action: "report.template", object: `unit:${unit}` });
    const bytes = await runner.run<"template">({
      kind: "template",
      template: { title, lines, fields, today: today.today },
    });
    sendWorkbook(res, `${name}填报表-${today.round.code}.xlsx`, bytes);
  };

  const board: RequestHandler = async (req, res) => {
    parseQuery(none, req);
    const caller = callerOf(res);
    const head = boards.head();
    const entries = await storage.reports({ states: ["published"], limit: MOST_ENTRIES });
    const table = boardTable(head, {
      catalogue: await storage.catalogue(),
      entries,
      persons: may(caller.subject, "origin.persons"),
      lines: stampOf(head.seq, time.now().toISOString(), caller, head.demo),
    });
    await audit.append(caller, { action: "board.export", object: `board:${head.seq}` });
    const bytes = await runner.run<"tables">({ kind: "tables", tables: [table] });
    sendWorkbook(res, `看板-版本${head.seq}.xlsx`, bytes);
  };

  const reports: RequestHandler = async (req, res) => {
    const { unit, state, round } = parseQuery(reportsQuery, req);
    const caller = callerOf(res);
    if (unit !== undefined) demandUnit(res, "report.read", unit);
    const scope = readable(caller.subject) ?? { units: [] };
    const seq = await storage.headSeq();
    await audit.append(caller, {
      action: "report.export",
      object: `reports:${unit ?? "*"}`,
      detail: { state: state ?? null, round: round ?? null },
    });
    const bytes = await runner.run<"reports">({
      kind: "reports",
      ...o.ground(),
      filter: {
        ...scope,
        ...(unit === undefined ? {} : { units: [unit] }),
        ...(state === undefined ? {} : { states: [state] }),
        ...(round === undefined ? {} : { round }),
        limit: MOST_ENTRIES,
      },
      persons: may(caller.subject, "origin.persons"),
      lines: stampOf(seq, time.now().toISOString(), caller),
    });
    sendWorkbook(res, `填报数据-版本${seq}.xlsx`, bytes);
  };

  router.get("/reports/template.xlsx", guard("report.write"), template);
  router.get("/board/export.xlsx", guard("board.export"), limit, board);
  router.get("/reports/export.xlsx", guard("report.read"), reports);
  const all = ["/reports/template.xlsx", "/board/export.xlsx", "/reports/export.xlsx"];
  router.all(all, methodNotAllowed("GET", "HEAD"));
  return router;
}
