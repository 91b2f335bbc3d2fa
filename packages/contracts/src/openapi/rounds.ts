import { operation } from "./operation.ts";
import { INDICATOR, query, REGION } from "./parts.ts";
import type { Json } from "./parts.ts";

const YEAR = query("year", false, "^\\d{4}$", "Year; the running one when absent");

/** 调度期. */
export const ROUND_PATHS: Json = {
  "/api/v1/rounds": {
    get: operation({
      id: "readRounds",
      summary: "Rounds of a year that have begun, newest first, with their states and counts",
      parameters: [YEAR],
      answer: "Rounds",
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/rounds/{code}": {
    get: operation({
      id: "readRound",
      summary:
        "One round: who has reported, what it found against the one frozen before, what remains to be done",
      path: ["code"],
      answer: "RoundDetail",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/rounds/{code}/reminders": {
    post: operation({
      id: "urgeUnits",
      summary: "Urges units whose figures are missing, once for each unit and round",
      path: ["code"],
      body: "UrgeRequest",
      answer: "UrgeAnswer",
      refusals: ["not_found", "changed_meanwhile", "step_refused"],
    }),
  },
  "/api/v1/burden": {
    get: operation({
      id: "readBurden",
      summary: "Fields that units are asked to fill in over the coming month, with warnings",
      answer: "Burden",
    }),
  },
  "/api/v1/standings": {
    get: operation({
      id: "readStandings",
      summary: "How one indicator of one region stood at every round of a year",
      parameters: [
        query("indicator", true, INDICATOR, "Indicator code"),
        query("region", true, REGION, "Region code"),
        YEAR,
      ],
      answer: "Standings",
      refusals: ["invalid_query"],
    }),
  },
};
