import { operation } from "./operation.ts";
import { INDICATOR, query, REGION } from "./parts.ts";
import type { Json } from "./parts.ts";

const UNIT = "^[a-z][a-z0-9_]{0,39}$";

/** 督办单据, their messages, and 收件箱. */
export const SLIP_PATHS: Json = {
  "/api/v1/slips": {
    get: operation({
      id: "readSlips",
      summary: "Slips that the caller may read, the most pressing first, with counts of each list",
      parameters: [
        query("state", false, "^(open|late|answered|settled|withdrawn)$", "List"),
        query("rung", false, "^(notice|order|talk)$", "Rung of the ladder"),
        query("unit", false, UNIT, "Unit that owes the answer"),
        query("indicator", false, INDICATOR, "Indicator code"),
        query("region", false, REGION, "Region code"),
      ],
      answer: "Slips",
      refusals: ["invalid_query"],
    }),
    post: operation({
      id: "issueSlip",
      summary: "Issues a slip by hand; its number is drawn and its unit told at once",
      body: "NewSlip",
      answer: "SlipAnswer",
      status: 201,
      refusals: ["changed_meanwhile"],
    }),
  },
  "/api/v1/slips/{id}": {
    get: operation({
      id: "readSlip",
      summary: "A slip with its history, its ladder, and for its managers its deliveries",
      path: ["id"],
      answer: "SlipDetail",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/slips/{id}/files/{file}": {
    get: operation({
      id: "readSlipFile",
      summary: "A file that was handed in with an answer",
      path: ["id", "file"],
      file: "application/octet-stream",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/slips/{id}/steps": {
    post: operation({
      id: "stepSlip",
      summary: "Reads, answers, sends back, settles or withdraws a slip",
      path: ["id"],
      body: "SlipStepRequest",
      answer: "SlipAnswer",
      refusals: ["not_found", "changed_meanwhile", "step_refused"],
    }),
  },
  "/api/v1/messages": {
    get: operation({
      id: "readMessages",
      summary: "Messages on their way and those that arrived or did not, without their text",
      parameters: [
        query("state", false, "^(waiting|sent|dead)$", "State"),
        query("channel", false, "^[a-z][a-z0-9-]{0,29}$", "Channel, `product` for the inbox"),
      ],
      answer: "MessageRows",
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/messages/{id}/attempts": {
    get: operation({
      id: "readMessageAttempts",
      summary: "A message with every attempt to deliver it",
      path: ["id"],
      answer: "MessageAttempts",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/inbox": {
    get: operation({
      id: "readInbox",
      summary: "What the caller's units and the caller were told, newest first",
      answer: "Inbox",
    }),
  },
  "/api/v1/inbox/read": {
    post: operation({
      id: "readInboxMessages",
      summary: "Marks messages read; the first of a unit to read of a slip reads the slip",
      body: "InboxRead",
      answer: "InboxReadAnswer",
    }),
  },
};
