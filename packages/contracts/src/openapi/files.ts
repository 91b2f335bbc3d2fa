import { operation } from "./operation.ts";
import { query } from "./parts.ts";
import type { Json } from "./parts.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const UNIT = "^[a-z][a-z0-9_]{0,39}$";
const STATE = "^(submitted|returned|published|withdrawn)$";
const ROUND = "^\\d{4}-R\\d{3}$";

/** Spreadsheets in and out. */
export const FILE_PATHS: Json = {
  "/api/v1/imports": {
    post: {
      ...operation({
        id: "uploadImport",
        summary: "Takes an .xlsx or .csv file, read apart from the server; nothing is stored yet",
        parameters: [
          query("unit", true, UNIT, "Unit code"),
          query("name", true, "^.{1,400}$", "File name"),
        ],
        answer: "ImportJob",
        status: 202,
        refusals: ["invalid_query", "unreadable_file", "body_too_large"],
      }),
      requestBody: {
        required: true,
        content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
      },
    },
  },
  "/api/v1/imports/{id}": {
    get: operation({
      id: "readImport",
      summary: "How far the file is read or applied, and what it would do",
      path: ["id"],
      answer: "ImportJob",
      refusals: ["not_found"],
    }),
    delete: operation({
      id: "cancelImport",
      summary: "Stops reading and drops the file",
      path: ["id"],
      refusals: ["not_found"],
    }),
  },
  "/api/v1/imports/{id}/cells": {
    get: operation({
      id: "readImportCells",
      summary: "A page of the preview, cell by cell: refused ones first",
      path: ["id"],
      parameters: [
        query("verdict", false, "^(new|changed|unchanged|warned|refused|ignored)$", "Verdict"),
        query("offset", false, "^\\d{1,7}$", "Cells to pass over"),
      ],
      answer: "ImportCells",
      refusals: ["invalid_query", "not_found", "report_conflict"],
    }),
  },
  "/api/v1/imports/{id}/apply": {
    post: operation({
      id: "applyImport",
      summary: "Sends every figure of the file to be reviewed, as one change, or none",
      path: ["id"],
      body: "ImportApply",
      answer: "ImportJob",
      status: 202,
      refusals: ["not_found", "report_conflict"],
    }),
  },
  "/api/v1/reports/template.xlsx": {
    get: operation({
      id: "readTemplate",
      summary: "A workbook of what the unit is asked for and has not sent",
      parameters: [query("unit", true, UNIT, "Unit code")],
      file: XLSX,
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/reports/export.xlsx": {
    get: operation({
      id: "exportReports",
      summary: "Reported figures with their steps",
      parameters: [
        query("unit", false, UNIT, "Unit code"),
        query("state", false, STATE, "State"),
        query("round", false, ROUND, "Round"),
      ],
      file: XLSX,
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/board/export.xlsx": {
    get: operation({
      id: "exportBoard",
      summary: "The board as a workbook, with each figure's origin and the version it stands on",
      file: XLSX,
    }),
  },
};
