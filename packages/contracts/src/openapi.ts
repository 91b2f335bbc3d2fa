import { z } from "zod";
import { board, businessClock, entry, ranking } from "./board.ts";
import { changeItem, changes } from "./changes.ts";
import { observationInput, revisions, submission, submissionAnswer } from "./observations.ts";
import { FEED_COMPONENTS, FEED_PATHS } from "./openapi-feeds.ts";
import {
  ALWAYS,
  content,
  INDICATOR,
  query,
  reference,
  refusals,
  REGION,
  SEQ,
} from "./openapi-parts.ts";
import type { Json } from "./openapi-parts.ts";
import { problem } from "./problem.ts";
import { tile } from "./tile.ts";

/** Schemas that the document names; any other is written out where it is used. */
const COMPONENTS = {
  Board: board,
  BusinessClock: businessClock,
  ChangeItem: changeItem,
  Changes: changes,
  Entry: entry,
  ObservationInput: observationInput,
  Problem: problem,
  Ranking: ranking,
  Revisions: revisions,
  Submission: submission,
  SubmissionAnswer: submissionAnswer,
  Tile: tile,
  ...FEED_COMPONENTS,
} as const;

/** The schemas as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
function schemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  // As input: a reader must bear new fields, and what has a default may be left out.
  const made = z.toJSONSchema(registry, { io: "input", uri: reference });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...rest }]) => [name, rest]),
  );
}

const UNCHANGED = { "304": { description: "The reader's copy is current." } };

const PATHS: Json = {
  "/api/v1/board": {
    get: {
      operationId: "readBoard",
      summary: "The board: every indicator's latest figure, target, progress and light",
      parameters: [
        query("region", false, REGION, "Only this region's tiles"),
        query("at", false, SEQ, "The board as it was after this change; never changes again"),
      ],
      responses: {
        "200": { description: "The board; `ETag` names its version", ...content("Board") },
        ...UNCHANGED,
        ...refusals("invalid_query", "unknown_version", ...ALWAYS),
      },
    },
  },
  "/api/v1/changes": {
    get: {
      operationId: "readChanges",
      summary: "What changed after a version; the same that open pages receive",
      parameters: [query("since", true, SEQ, "The version that the reader holds")],
      responses: {
        "200": { description: "Changes up to the head", ...content("Changes") },
        ...refusals("invalid_query", "unknown_version", "too_far_behind", ...ALWAYS),
      },
    },
  },
  "/api/v1/observations": {
    get: {
      operationId: "readRevisions",
      summary: "Every revision of one indicator, region and period, newest first",
      parameters: [
        query("indicator", true, INDICATOR, "Indicator code"),
        query("region", true, REGION, "GB/T 2260 code"),
        query("period", true, "^[0-9A-Z/-]{4,24}$", "`2020-Q2`, `2020-01/2020-06`, `2020-06-30`"),
      ],
      responses: {
        "200": { description: "The revisions", ...content("Revisions") },
        ...refusals("invalid_query", ...ALWAYS),
      },
    },
    post: {
      operationId: "submitObservations",
      summary: "Submit figures: all are accepted as one change, or none",
      security: [{ bearer: [] }, { apiKey: [] }],
      parameters: [
        {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description: "Names this attempt: sent again, it is answered again and stored once",
          schema: { type: "string", minLength: 1, maxLength: 200 },
        },
      ],
      requestBody: {
        required: true,
        content: {
          ...content("Submission").content,
          "application/x-ndjson": {
            schema: {
              type: "string",
              description:
                "Many figures, one ObservationInput a line, stored batch by batch without Idempotency-Key; the answer is one BatchLine a line",
            },
          },
        },
      },
      responses: {
        "201": { description: "Committed", ...content("SubmissionAnswer") },
        "200": {
          description: "Committed by an earlier request with this Idempotency-Key",
          headers: { "Idempotency-Replayed": { schema: { const: "true" } } },
          ...content("SubmissionAnswer"),
        },
        ...refusals(
          "malformed_json",
          "unauthenticated",
          "observation_conflict",
          "idempotency_conflict",
          "body_too_large",
          "unsupported_media_type",
          "validation_failed",
          ...ALWAYS,
        ),
      },
    },
  },
};

/** The API as one OpenAPI 3.1 document, made from the schemas that validate. */
export function openapi(server: { readonly version: string }): Json {
  return {
    openapi: "3.1.1",
    info: {
      title: "调度接口",
      version: server.version,
      description: "主要指标的数据、目标、序时进度与红黄绿灯。时间均为 UTC，日期按东八区。",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths: { ...PATHS, ...FEED_PATHS },
    components: {
      schemas: schemas(),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "接口密钥" },
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key", description: "接口密钥" },
      },
    },
  };
}
