import { ALWAYS, content, INDICATOR, query, refusals, REGION, SEQ } from "./parts.ts";
import type { Json } from "./parts.ts";

const UNCHANGED = { "304": { description: "The reader's copy is current." } };

/** The board and what it is made of. */
export const BOARD_PATHS: Json = {
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
        "202": {
          description: "In the queue of the key's unit, where the key is under review",
          ...content("ReportAnswer"),
        },
        "200": {
          description: "Committed by an earlier request with this Idempotency-Key",
          headers: { "Idempotency-Replayed": { schema: { const: "true" } } },
          ...content("SubmissionAnswer"),
        },
        ...refusals(
          "malformed_json",
          "unauthenticated",
          "forbidden",
          "observation_conflict",
          "changed_meanwhile",
          "report_conflict",
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
