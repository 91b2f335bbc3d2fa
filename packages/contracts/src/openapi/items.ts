import { operation } from "./operation.ts";
import { INDICATOR, query, REGION } from "./parts.ts";
import type { Json } from "./parts.ts";

const UNIT = "^[a-z][a-z0-9_]{0,39}$";
const LIST = "^(open|overdue|waiting|closed|cancelled)$";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NARROWED = [
  query("state", false, LIST, "List that an item stands in"),
  query("unit", false, UNIT, "Unit that is named in any part"),
  query("mine", false, "^1$", "Only what the caller, or a unit of theirs, has to do or to decide"),
  query("indicator", false, INDICATOR, "Indicator code"),
  query("region", false, REGION, "Region code"),
];
const STEP = ["not_found", "changed_meanwhile", "step_refused"] as const;

/** 事项 and 包联. */
export const ITEM_PATHS: Json = {
  "/api/v1/items": {
    get: operation({
      id: "readItems",
      summary: "Items that the caller may read, the most pressing first, with counts of each list",
      parameters: NARROWED,
      answer: "Items",
      refusals: ["invalid_query"],
    }),
    post: operation({
      id: "raiseItem",
      summary:
        "Gives out an item; with `from` everything that is not said is filled in from the board's light",
      body: "NewItem",
      answer: "ItemAnswer",
      status: 201,
      refusals: ["already_exists"],
    }),
  },
  "/api/v1/items/proposal": {
    get: operation({
      id: "readItemProposal",
      summary: "What an item raised from this light would say",
      parameters: [
        query("indicator", true, INDICATOR, "Indicator code"),
        query("region", true, REGION, "Region code"),
      ],
      answer: "ItemProposal",
      refusals: ["invalid_query", "not_found"],
    }),
  },
  "/api/v1/items/people": {
    get: operation({
      id: "readItemPeople",
      summary: "Whom an item can be given to, and what it can be about",
      answer: "ItemPeople",
    }),
  },
  "/api/v1/items/export.xlsx": {
    get: operation({
      id: "exportItems",
      summary: "问题清单, 措施清单 and 责任清单 of the same items, a sheet each",
      parameters: NARROWED,
      file: XLSX,
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/items/{id}": {
    get: operation({
      id: "readItem",
      summary: "One item with every step, newest first, and how its indicator moved",
      path: ["id"],
      answer: "ItemDetail",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/items/{id}/steps": {
    post: operation({
      id: "stepItem",
      summary: "Takes one step of an item's life, on the version that the caller saw",
      path: ["id"],
      body: "ItemStepRequest",
      answer: "ItemAnswer",
      refusals: STEP,
    }),
  },
  "/api/v1/items/{id}/files/{file}": {
    get: operation({
      id: "readItemFile",
      summary: "A file that was given with a step, to be saved",
      path: ["id", "file"],
      file: "application/octet-stream",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/liaisons": {
    get: operation({
      id: "readLiaisons",
      summary: "Liaisons that the caller may read, by leader",
      answer: "Liaisons",
    }),
    post: operation({
      id: "beginLiaison",
      summary: "Gives an enterprise, project, region or indicator to a leader",
      body: "NewLiaison",
      answer: "LiaisonAnswer",
      status: 201,
    }),
  },
  "/api/v1/liaisons/{id}/steps": {
    post: operation({
      id: "stepLiaison",
      summary: "Notes, amends or ends a liaison, on the version that the caller saw",
      path: ["id"],
      body: "LiaisonStepRequest",
      answer: "LiaisonAnswer",
      refusals: STEP,
    }),
  },
};
