import { Router } from "express";
import type { Request, RequestHandler, Response } from "express";
import { basis, catalogueKind, definitionEnd, definitionPut } from "@diaodu/contracts";
import type { CatalogueKind, CatalogueWritten } from "@diaodu/contracts";
import { dutyKey } from "@diaodu/domain";
import type { AuditEntry, Catalogue, CatalogueInput, Storage } from "@diaodu/storage";
import { z } from "zod";
import type { Auditor } from "../../access/audit.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { catalogueAsFile } from "../../catalogue/catalogue-file.ts";
import { writeCatalogueSheets } from "../../catalogue/catalogue-sheets.ts";
import { targetKey } from "../../catalogue/definition-key.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { editOf } from "./edit.ts";
import { presentCatalogue, presentHistory } from "./presenter.ts";

export interface CatalogueParts {
  readonly storage: Storage;
  readonly audit: Pick<Auditor, "entry" | "note">;
  /** Brings the board to the log's head and tells every page. Never rejects. */
  readonly publish: () => Promise<void>;
}

const CODED = ["regions", "indicators", "rules", "units"] as const;
/** A definition with a long path of milestones. */
const MAX_BODY = "256kb";

/** As storage's history calls the lists. */
const HISTORY = {
  regions: "region",
  indicators: "indicator",
  targets: "target",
  rules: "rule",
  units: "unit",
  duties: "duty",
  board: "board",
} as const;

const historyQuery = z.strictObject({ kind: catalogueKind, code: z.string().max(200).default("") });

/** Reads the catalogue, sets one definition at a time, and tells how each came to be. */
export function catalogueRoutes({ storage, audit, publish }: CatalogueParts): Router {
  const router = Router();

  /** Saves what was asked as one change, audited in its transaction, and shows it on open pages. */
  async function save(
    res: Response,
    input: CatalogueInput,
    said: { readonly object: string; readonly reason: string },
  ): Promise<void> {
    const entry: AuditEntry = audit.entry(callerOf(res), {
      action: "catalogue.write",
      object: said.object,
      detail: { reason: said.reason },
    });
    const { seq, changed } = await storage.saveCatalogue(input, {
      reason: said.reason,
      audit: entry,
    });
    if (changed) await publish();
    res.status(200).json({ seq, changed } satisfies CatalogueWritten);
  }

  function put(kind: CatalogueKind, keyOf: (req: Request) => string | null): RequestHandler {
    return async (req, res) => {
      const { definition, reason } = parseBody(definitionPut, req);
      const code = keyOf(req);
      const { board, ...lists } = editOf(kind, code, definition, await storage.catalogue());
      const input = board === undefined ? lists : { boardRows: board };
      await save(res, input, { object: `${kind}:${code ?? ""}`, reason });
    };
  }

  router.get("/catalogue", guard("catalogue.read"), async (_req, res) => {
    res.setHeader("Cache-Control", "no-cache").json(presentCatalogue(await storage.catalogue()));
  });
  router.all("/catalogue", methodNotAllowed("GET", "HEAD"));

  router.get("/catalogue/history", guard("catalogue.read"), async (req, res) => {
    const { kind, code } = parseQuery(historyQuery, req);
    const revisions = await storage.catalogueHistory(HISTORY[kind], code);
    res.setHeader("Cache-Control", "no-cache").json(presentHistory(kind, code, revisions));
  });
  router.all("/catalogue/history", methodNotAllowed("GET", "HEAD"));

  router.get("/catalogue/export.json", guard("catalogue.read"), async (_req, res) => {
    const catalogue = await storage.catalogue();
    await audit.note(callerOf(res), { action: "catalogue.read", object: "export.json" });
    res
      .setHeader("Cache-Control", "no-store")
      .attachment("catalogue.json")
      .type("application/json")
      .send(`${JSON.stringify(catalogueAsFile(catalogue), null, 2)}\n`);
  });
  router.all("/catalogue/export.json", methodNotAllowed("GET", "HEAD"));

  router.get("/catalogue/export.xlsx", guard("catalogue.read"), async (_req, res) => {
    const catalogue = await storage.catalogue();
    const lines = [`数据版本 ${catalogue.seq}`];
    const bytes = await writeCatalogueSheets(catalogueAsFile(catalogue), lines);
    await audit.note(callerOf(res), { action: "catalogue.read", object: "export.xlsx" });
    res
      .setHeader("Cache-Control", "no-store")
      .attachment("catalogue.xlsx")
      .send(Buffer.from(bytes));
  });
  router.all("/catalogue/export.xlsx", methodNotAllowed("GET", "HEAD"));

  const write = [guard("catalogue.write"), ...jsonBody(MAX_BODY)];
  for (const kind of CODED) {
    router.put(
      `/catalogue/${kind}/:code`,
      ...write,
      put(kind, ({ params }) => part(params, "code")),
    );
    router.all(`/catalogue/${kind}/:code`, methodNotAllowed("PUT"));
  }
  router.put(
    "/catalogue/board",
    ...write,
    put("board", () => null),
  );
  router.all("/catalogue/board", methodNotAllowed("PUT"));

  const targets = "/catalogue/targets/:indicator/:region/:year";
  router.put(
    targets,
    ...write,
    put("targets", ({ params }) =>
      targetKey({
        indicator: part(params, "indicator"),
        region: part(params, "region"),
        year: Number(part(params, "year")),
      }),
    ),
  );
  router.all(targets, methodNotAllowed("PUT"));

  const duties = "/catalogue/duties/:unit/:indicator/:region/:basis";
  router.put(
    duties,
    ...write,
    put("duties", ({ params }) => dutyKey(dutyNamed(params))),
  );
  router.delete(duties, ...write, async (req, res) => {
    const { reason } = parseBody(definitionEnd, req);
    const key = dutyKey(dutyNamed(req.params));
    const duty = dutyOf(await storage.catalogue(), key);
    await save(res, { endedDuties: [duty] }, { object: `duties:${key}`, reason });
  });
  router.all(duties, methodNotAllowed("PUT", "DELETE"));
  return router;
}

function part(params: Request["params"], name: string): string {
  const value = params[name];
  return typeof value === "string" ? value : "";
}

/** @throws Refusal `not_found` for a basis that there is not */
function dutyNamed(params: Request["params"]) {
  const parsed = basis.safeParse(part(params, "basis"));
  if (!parsed.success) throw new Refusal("not_found");
  return {
    unit: part(params, "unit"),
    indicator: part(params, "indicator"),
    region: part(params, "region"),
    basis: parsed.data,
  };
}

/** @throws Refusal `not_found` where nobody is asked for it */
function dutyOf(catalogue: Catalogue, key: string) {
  const duty = catalogue.duties.find((one) => dutyKey(one) === key);
  if (duty === undefined) throw new Refusal("not_found", { detail: "没有这项填报任务" });
  return duty;
}
