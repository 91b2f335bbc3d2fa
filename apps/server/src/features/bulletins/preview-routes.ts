import { Router } from "express";
import type { RequestHandler } from "express";
import { bulletinPreviewRequest } from "@diaodu/contracts";
import type { BulletinPreview } from "@diaodu/contracts";
import {
  overallSentences,
  rowSentence,
  standingOfRow,
  templateFaultsAt,
  templatesWith,
} from "@diaodu/domain";
import type { BulletinRow, BulletinTemplates } from "@diaodu/domain";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed } from "../../http/problems.ts";
import type { BulletinDesk } from "./bulletin-desk.ts";

/** A template as it is typed, on the present board. Nothing is stored. */
export function previewRoutes(desk: Pick<BulletinDesk, "storage" | "audit" | "boards">): Router {
  const router = Router();

  const preview: RequestHandler = async (req, res) => {
    const { key, text } = parseBody(bulletinPreviewRequest, req);
    const faults = templateFaultsAt(key, text);
    const { wording } = await readSettings(desk.storage);
    const templates = templatesWith({ ...wording.templates, [key]: text });
    const answer: BulletinPreview = {
      faults: [...faults],
      sentences: faults.length > 0 ? [] : sentencesOf(key, templates, desk.boards.bulletinRows()),
    };
    await desk.audit.note(callerOf(res), { action: "bulletin.write", object: "bulletin-preview" });
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  router.post("/bulletins/preview", guard("bulletin.write"), ...jsonBody(), preview);
  router.all("/bulletins/preview", methodNotAllowed("POST"));
  return router;
}

function sentencesOf(
  key: string,
  templates: BulletinTemplates,
  rows: readonly BulletinRow[],
): BulletinPreview["sentences"] {
  const over = overallSentences(templates, rows.map(standingOfRow));
  switch (key) {
    case "overall":
    case "good":
    case "slow":
    case "behind":
    case "unreported": {
      const sentence = over[key];
      return sentence === null ? [] : [{ name: "全部指标", sentence: `${sentence}。` }];
    }
    case "missing":
      return rows.map((row) => ({
        name: row.name,
        sentence: rowSentence(templates, { ...row, ...NO_FIGURE, facts: withoutFigure(row) }),
      }));
    default: {
      const [place, name] = key.split(".");
      return rows
        .filter(({ facts: { indicator } }) =>
          place === "byKind" ? indicator.kind === name : indicator.code === name,
        )
        .map((row) => ({
          name: row.name,
          sentence: rowSentence(ofKind(templates, place, row), row),
        }));
    }
  }
}

/** A kind's template is shown for its indicators that have one of their own, too. */
function ofKind(
  templates: BulletinTemplates,
  place: string | undefined,
  { facts }: BulletinRow,
): BulletinTemplates {
  if (place !== "byKind") return templates;
  const { [facts.indicator.code]: _, ...byIndicator } = templates.byIndicator;
  return { ...templates, byIndicator };
}

const NO_FIGURE = {
  judgedOn: null,
  missing: null,
  simulated: { figure: false, target: false },
} as const;

function withoutFigure({ facts }: BulletinRow): BulletinRow["facts"] {
  const nothing = { level: null, yearOnYear: null, share: null, completion: null, gap: null };
  return { ...facts, ...nothing, standing: null, rank: null, month: null };
}
