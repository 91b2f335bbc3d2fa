import { operation } from "./operation.ts";
import { INDICATOR, query, REGION } from "./parts.ts";
import type { Json } from "./parts.ts";

const UNIT = query("unit", true, "^[a-z][a-z0-9_]{0,39}$", "Unit code");
const STANDING = ["changed_meanwhile", "report_conflict"] as const;

/** Figures on their way in: sheets, drafts, reports, decisions, attachments, and their origin. */
export const REPORT_PATHS: Json = {
  "/api/v1/reports/sheet": {
    get: operation({
      id: "readSheet",
      summary: "What a unit is asked for in the round of today, and what it has sent",
      parameters: [UNIT],
      answer: "ReportSheet",
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/reports/sheets": {
    get: operation({
      id: "readSheets",
      summary: "How far each unit has reported",
      answer: "ReportSheets",
    }),
  },
  "/api/v1/reports/draft": {
    put: operation({
      id: "saveDraft",
      summary: "Saves a sheet half filled; a conflict carries what somebody else saved as `draft`",
      parameters: [UNIT, query("round", true, "^\\d{4}-R\\d{3}$", "The round of today")],
      body: "DraftSave",
      answer: "DraftAnswer",
      refusals: ["invalid_query", "changed_meanwhile", "body_too_large"],
    }),
  },
  "/api/v1/reports": {
    post: operation({
      id: "submitReports",
      summary: "Sends figures to be reviewed: all are taken as one change, or none",
      parameters: [
        {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description: "Names this attempt: sent again, it is answered again and stored once",
          schema: { type: "string", minLength: 1, maxLength: 200 },
        },
      ],
      body: "ReportSubmission",
      answer: "ReportAnswer",
      status: 201,
      refusals: [...STANDING, "idempotency_conflict", "body_too_large"],
    }),
  },
  "/api/v1/reports/queue": {
    get: operation({
      id: "readQueue",
      summary:
        "Reported figures, latest change first: all of one unit, or those that wait, unless a state is said",
      parameters: [
        query("state", false, "^(submitted|returned|published|withdrawn)$", "State"),
        query("unit", false, "^[a-z][a-z0-9_]{0,39}$", "Unit code"),
      ],
      answer: "ReportQueue",
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/reports/decisions": {
    post: operation({
      id: "decideReports",
      summary: "Publishes, returns or withdraws figures: all decisions hold, or none",
      body: "Decisions",
      answer: "ReportAnswer",
      refusals: STANDING,
    }),
  },
  "/api/v1/reports/{id}/events": {
    get: operation({
      id: "readReportEvents",
      summary: "Every step of a reported figure, newest first",
      path: ["id"],
      answer: "ReportEvents",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/figures/return": {
    post: operation({
      id: "returnFigure",
      summary: "Sends a published figure back to its unit; the board keeps it until a newer one",
      body: "FigureReturn",
      answer: "FigureReturnAnswer",
      refusals: STANDING,
    }),
  },
  "/api/v1/attachments": {
    post: {
      ...operation({
        id: "uploadAttachment",
        summary: "Takes a PDF, PNG, JPEG, .xlsx or .docx of at most 5 MiB",
        parameters: [UNIT, query("name", true, "^.{1,200}$", "File name")],
        answer: "AttachmentAnswer",
        status: 201,
        refusals: ["invalid_query", "unreadable_file", "body_too_large"],
      }),
      requestBody: {
        required: true,
        content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
      },
    },
  },
  "/api/v1/attachments/{id}": {
    get: operation({
      id: "readAttachment",
      summary: "The document as it was uploaded, to be saved",
      path: ["id"],
      file: "application/octet-stream",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/origin": {
    get: operation({
      id: "readOrigin",
      summary: "How the figures of one indicator, region and period came to be, newest step first",
      open: true,
      parameters: [
        query("indicator", true, INDICATOR, "Indicator code"),
        query("region", true, REGION, "Region code"),
        query("period", true, "^[0-9A-Z/-]{4,24}$", "`2020-Q2`, `2020-01/2020-06`, `2020-06-30`"),
      ],
      answer: "OriginChains",
      refusals: ["invalid_query", "unauthenticated"],
    }),
  },
};
