import { json, raw, Router } from "express";
import type { Request, RequestHandler } from "express";
import { catalogueFile, words } from "@diaodu/contracts";
import type { CatalogueFile, CatalogueImport, Fault } from "@diaodu/contracts";
import { UnreadableFile } from "@diaodu/documents";
import type { Catalogue } from "@diaodu/storage";
import { z } from "zod";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { catalogueFaults } from "../../catalogue/check-catalogue.ts";
import { catalogueDiff } from "../../catalogue/catalogue-diff.ts";
import { fingerprintOf, saveCatalogueFile } from "../../catalogue/catalogue-file.ts";
import { placedFaults, readCatalogueSheets } from "../../catalogue/catalogue-sheets.ts";
import { chinese } from "../../http/chinese.ts";
import { notTooDeep } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { faultsOf, parseQuery } from "../../http/query.ts";
import type { CatalogueParts } from "./routes.ts";

/** Far above a province with all its counties. */
const MAX_FILE = "5mb";
const JSON_TYPE = "application/json";
const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const importQuery = z
  .strictObject({
    mode: z.enum(["preview", "apply"]),
    /** Why; needed to apply. */
    reason: words(500).optional(),
    /** Of the catalogue that was previewed: another one is not overwritten unseen. */
    fingerprint: z
      .string()
      .regex(/^[\da-f]{64}$/u)
      .optional(),
  })
  .refine(({ mode, reason }) => mode === "preview" || reason !== undefined, {
    path: ["reason"],
    message: "须说明原因",
  });

/** `POST /catalogue/import`: a whole catalogue shown against the present one, or taken in as one change. */
export function catalogueImportRoutes({ storage, audit, publish }: CatalogueParts): Router {
  const router = Router();

  const take: RequestHandler = async (req, res) => {
    const query = parseQuery(importQuery, req);
    const known = await storage.catalogue();
    const fingerprint = fingerprintOf(known);
    const read = await readFile(req, known);
    const diff = catalogueDiff(read.file, known, read.faults);
    if (query.mode === "preview") {
      res.setHeader("Cache-Control", "no-store").json({
        fingerprint,
        ...diff,
        seq: null,
      } satisfies CatalogueImport);
      return;
    }
    if (read.faults.length > 0) throw new Refusal("validation_failed", { faults: read.faults });
    if (query.fingerprint !== undefined && query.fingerprint !== fingerprint) {
      throw new Refusal("changed_meanwhile", { detail: "预览之后目录已被修改，请重新预览" });
    }
    const reason = query.reason ?? "";
    const { add, change, end } = diff.counts;
    const { seq, changed } = await saveCatalogueFile(storage, read.file, known, {
      reason,
      audit: audit.entry(callerOf(res), {
        action: "catalogue.write",
        object: "import",
        detail: { reason, add, change, end },
      }),
    });
    if (changed) await publish();
    res.setHeader("Cache-Control", "no-store").json({
      fingerprint: fingerprintOf(await storage.catalogue()),
      ...diff,
      seq: changed ? seq : null,
    } satisfies CatalogueImport);
  };

  router.post(
    "/catalogue/import",
    guard("catalogue.write"),
    readable,
    json({ limit: MAX_FILE, strict: false, type: JSON_TYPE }),
    notTooDeep,
    raw({ limit: MAX_FILE, type: XLSX_TYPE }),
    take,
  );
  router.all("/catalogue/import", methodNotAllowed("POST"));
  return router;
}

const readable: RequestHandler = (req, _res, next) => {
  const known = [JSON_TYPE, XLSX_TYPE].includes(typeOf(req));
  next(known ? undefined : new Refusal("unsupported_media_type"));
};

function typeOf(req: Request): string {
  return (req.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

interface ReadFile {
  readonly file: CatalogueFile;
  readonly faults: readonly Fault[];
}

/** What is of the right shape, with every fault of the rest: a preview shows both. */
async function readFile(req: Request, known: Catalogue): Promise<ReadFile> {
  if (typeOf(req) !== XLSX_TYPE) return checked(req.body, known, (faults) => faults);
  try {
    const sheets = await readCatalogueSheets(req.body as Buffer);
    return checked(sheets.json, known, (faults) => placedFaults(faults, sheets));
  } catch (error) {
    if (error instanceof UnreadableFile) {
      throw new Refusal("unreadable_file", { detail: error.message });
    }
    throw error;
  }
}

/** @throws Refusal `validation_failed` for what has not even the shape of a catalogue */
function checked(json: unknown, known: Catalogue, place: (faults: Fault[]) => Fault[]): ReadFile {
  const parsed = catalogueFile.safeParse(json, chinese);
  if (!parsed.success) {
    throw new Refusal("validation_failed", { faults: place(faultsOf(parsed.error)) });
  }
  return { file: parsed.data, faults: place(catalogueFaults(parsed.data, known)) };
}
