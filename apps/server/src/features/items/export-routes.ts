import { Router } from "express";
import type { RequestHandler } from "express";
import { callerOf, handOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import type { TaskRunner } from "../../documents/run-task.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { sendWorkbook, stampOf } from "../exports/workbook.ts";
import { todayOf } from "../reports/desk.ts";
import { aroundItems } from "./item-desk.ts";
import type { ItemDesk } from "./item-desk.ts";
import { readItems, standsIn } from "./item-list.ts";
import { listTables } from "./list-tables.ts";
import { listQuery } from "./list-query.ts";
import { presentItem } from "./presenter.ts";

/** 三张清单 as a workbook, of what the caller may read. */
export function itemExportRoutes(
  o: Pick<ItemDesk, "storage" | "time" | "calendars" | "audit"> & { readonly runner: TaskRunner },
): Router {
  const { storage, audit, runner } = o;
  const router = Router();

  const lists: RequestHandler = async (req, res) => {
    const { state, ...filter } = parseQuery(listQuery, req);
    const caller = callerOf(res);
    const { today, now } = todayOf(o);
    const all = await readItems(storage, handOf(caller), filter, today);
    const records = state === undefined ? all : all.filter((one) => standsIn(one, state, today));
    const around = await aroundItems(o, caller, records);
    const seq = await storage.headSeq();
    await audit.append(caller, {
      action: "cycle.export",
      object: "items",
      detail: { state: state ?? null, ...filter, count: records.length },
    });
    const items = records.map((record) => presentItem(record, around));
    const bytes = await runner.run<"tables">({
      kind: "tables",
      tables: listTables(items, stampOf(seq, now, caller)),
    });
    sendWorkbook(res, `事项清单-${today}.xlsx`, bytes);
  };

  router.get("/items/export.xlsx", guard("cycle.read"), lists);
  router.all("/items/export.xlsx", methodNotAllowed("GET", "HEAD"));
  return router;
}
