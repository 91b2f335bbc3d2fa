/** Hours of stations and the catalogue, as the OpenAPI document describes them. */
import { airHoursAnswer, stationHour } from "../air-hours.ts";
import { batchLine } from "../batch.ts";
import {
  catalogueAnswer,
  catalogueHistory,
  catalogueImport,
  catalogueWritten,
} from "../catalogue-edit.ts";
import { catalogueFile } from "../catalogue.ts";
import { ALWAYS, content, INDICATOR, query, reference, refusals, REGION } from "./parts.ts";
import type { Json } from "./parts.ts";

export const FEED_COMPONENTS = {
  AirHoursAnswer: airHoursAnswer,
  BatchLine: batchLine,
  Catalogue: catalogueAnswer,
  CatalogueFile: catalogueFile,
  CatalogueHistory: catalogueHistory,
  CatalogueImport: catalogueImport,
  CatalogueWritten: catalogueWritten,
  StationHour: stationHour,
} as const;

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const KEYS = [{ bearer: [] }, { apiKey: [] }];
const READ = refusals("unauthenticated", "forbidden", "too_many_requests", ...ALWAYS);
const KIND = "^(regions|indicators|targets|rules|units|duties|board)$";
const CODE = "^[a-z][a-z0-9_]{0,39}$";

function inPath(name: string, pattern: string): Json {
  return { name, in: "path", required: true, schema: { type: "string", pattern } };
}

function bodyOf(properties: Json): Json {
  const schema = {
    type: "object",
    required: Object.keys(properties),
    properties,
    additionalProperties: false,
  };
  return { required: true, content: { "application/json": { schema } } };
}

const REASON = { type: "string", minLength: 1, maxLength: 500 };

function edit(operationId: string, summary: string, parameters: Json[], over: Json = {}): Json {
  return {
    operationId,
    summary,
    parameters,
    requestBody: bodyOf({ definition: {}, reason: REASON }),
    responses: {
      "200": { description: "Saved as one change, audited", ...content("CatalogueWritten") },
      ...refusals(
        "malformed_json",
        "unauthenticated",
        "forbidden",
        "forged_request",
        "not_found",
        "body_too_large",
        "unsupported_media_type",
        "validation_failed",
        "too_many_requests",
        ...ALWAYS,
      ),
    },
    ...over,
  };
}

const DUTY = [
  inPath("unit", CODE),
  inPath("indicator", INDICATOR),
  inPath("region", REGION),
  inPath("basis", "^(official|dispatch|monitoring)$"),
];

function file(operationId: string, type: string, schema: Json): Json {
  return {
    get: {
      operationId,
      summary: "The catalogue as a file that the import takes",
      responses: {
        "200": { description: "The file", content: { [type]: { schema } } },
        ...READ,
      },
    },
  };
}

export const FEED_PATHS: Json = {
  "/api/v1/air-hours": {
    post: {
      operationId: "submitAirHours",
      summary:
        "Hours of monitoring stations; days of stations and of their city are published once a day is over and has enough of them",
      security: KEYS,
      requestBody: bodyOf({
        hours: {
          type: "array",
          minItems: 1,
          maxItems: 5000,
          items: { $ref: reference("StationHour") },
        },
      }),
      responses: {
        "200": {
          description: "Faulty rows are named and keep no other out; sent again nothing changes",
          ...content("AirHoursAnswer"),
        },
        ...refusals(
          "malformed_json",
          "unauthenticated",
          "forbidden",
          "body_too_large",
          "unsupported_media_type",
          "validation_failed",
          "too_many_requests",
          ...ALWAYS,
        ),
      },
    },
  },
  "/api/v1/catalogue": {
    get: {
      operationId: "readCatalogue",
      summary: "Regions, indicators, targets, rules, units, duties and the rows of the board",
      responses: { "200": { description: "The catalogue", ...content("Catalogue") }, ...READ },
    },
  },
  "/api/v1/catalogue/history": {
    get: {
      operationId: "readCatalogueHistory",
      summary: "Every revision of one definition, newest first",
      parameters: [
        query("kind", true, KIND, "Which list"),
        query(
          "code",
          false,
          "^.{0,200}$",
          "Code, or `indicator|region|year`, or the key of a duty",
        ),
      ],
      responses: {
        "200": { description: "The revisions", ...content("CatalogueHistory") },
        ...refusals("invalid_query", "unauthenticated", "forbidden", ...ALWAYS),
      },
    },
  },
  "/api/v1/catalogue/export.json": file("exportCatalogue", "application/json", {
    $ref: reference("CatalogueFile"),
  }),
  "/api/v1/catalogue/export.xlsx": file("exportCatalogueWorkbook", XLSX, {
    type: "string",
    contentMediaType: XLSX,
  }),
  "/api/v1/catalogue/import": {
    post: {
      operationId: "importCatalogue",
      summary: "A whole catalogue shown against the present one, or taken in as one change",
      parameters: [
        query("mode", true, "^(preview|apply)$", "`preview` changes nothing"),
        query("reason", false, "^.{1,500}$", "Why; needed to apply"),
        query("fingerprint", false, "^[0-9a-f]{64}$", "Of the catalogue that was previewed"),
      ],
      requestBody: {
        required: true,
        content: {
          ...content("CatalogueFile").content,
          [XLSX]: { schema: { type: "string", contentMediaType: XLSX } },
        },
      },
      responses: {
        "200": { description: "What it does, thing by thing", ...content("CatalogueImport") },
        ...refusals(
          "malformed_json",
          "invalid_query",
          "unauthenticated",
          "forbidden",
          "forged_request",
          "changed_meanwhile",
          "body_too_large",
          "unsupported_media_type",
          "unreadable_file",
          "validation_failed",
          "too_many_requests",
          ...ALWAYS,
        ),
      },
    },
  },
  "/api/v1/catalogue/indicators/{code}": {
    put: edit("setIndicator", "Set an indicator", [inPath("code", INDICATOR)]),
  },
  "/api/v1/catalogue/regions/{code}": {
    put: edit("setRegion", "Set a region or a station", [inPath("code", REGION)]),
  },
  "/api/v1/catalogue/rules/{code}": {
    put: edit("setRule", "Set a rule for lights", [inPath("code", INDICATOR)]),
  },
  "/api/v1/catalogue/units/{code}": {
    put: edit("setUnit", "Set a unit", [inPath("code", CODE)]),
  },
  "/api/v1/catalogue/targets/{indicator}/{region}/{year}": {
    put: edit("setTarget", "Set the target of a year", [
      inPath("indicator", INDICATOR),
      inPath("region", REGION),
      inPath("year", "^\\d{4}$"),
    ]),
  },
  "/api/v1/catalogue/duties/{unit}/{indicator}/{region}/{basis}": {
    put: edit("setDuty", "Ask a unit for an indicator", DUTY),
    delete: edit("endDuty", "Ask no longer", DUTY, { requestBody: bodyOf({ reason: REASON }) }),
  },
  "/api/v1/catalogue/board": {
    put: edit("setBoard", "Replace the rows of the board", []),
  },
};
