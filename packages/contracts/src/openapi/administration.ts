import { operation } from "./operation.ts";
import { query } from "./parts.ts";
import type { Json } from "./parts.ts";

const EDIT = ["not_found", "changed_meanwhile"] as const;
const AUDIT_FILTER = [
  query("actor", false, "^.{1,64}$", "Part of a name, as the log shows it"),
  query("actorId", false, "^.{1,64}$", "Account, display or key"),
  query("action", false, "^[a-z_.]{1,64}$", "e.g. `session.sign_in`"),
  query("result", false, "^(done|refused|failed)$", "How it ended"),
  query("from", false, "^.{20,30}$", "Instant, inclusive"),
  query("to", false, "^.{20,30}$", "Instant, exclusive"),
];

/** What the three administrators do, and displays that ask to be let in. */
export const ADMINISTRATION_PATHS: Json = {
  "/api/v1/accounts": {
    get: operation({ id: "readAccounts", summary: "Every account", answer: "Accounts" }),
    post: operation({
      id: "createAccount",
      summary: "Makes an account that may do nothing yet; its first password is told once",
      body: "NewAccount",
      answer: "NewAccountAnswer",
      status: 201,
      refusals: ["already_exists"],
    }),
  },
  "/api/v1/accounts/{id}": {
    patch: operation({
      id: "updateAccount",
      summary: "Renames, disables or links an account",
      path: ["id"],
      body: "AccountUpdate",
      answer: "AccountAnswer",
      refusals: [...EDIT, "already_exists"],
    }),
  },
  "/api/v1/accounts/{id}/grant": {
    put: operation({
      id: "grantAccount",
      summary: "Sets roles and scope; nobody sets their own",
      path: ["id"],
      body: "AccountGrant",
      answer: "AccountAnswer",
      refusals: EDIT,
    }),
  },
  "/api/v1/accounts/{id}/unlock": {
    post: operation({
      id: "unlockAccount",
      summary: "Ends a lock",
      path: ["id"],
      body: "VersionOnly",
      answer: "AccountAnswer",
      refusals: EDIT,
    }),
  },
  "/api/v1/accounts/{id}/password": {
    post: operation({
      id: "resetPassword",
      summary: "Gives a new first password; administrators are reset on the command line",
      path: ["id"],
      answer: "NewAccountAnswer",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/accounts/{id}/second-factor": {
    delete: operation({
      id: "removeSecondFactor",
      summary: "For whoever has lost the device with their codes",
      path: ["id"],
      refusals: ["not_found"],
    }),
  },
  "/api/v1/sessions": {
    get: operation({ id: "readSessions", summary: "Who is signed in", answer: "SessionRows" }),
  },
  "/api/v1/sessions/{id}": {
    delete: operation({
      id: "endSession",
      summary: "Ends a session at once, its sockets too",
      path: ["id"],
      refusals: ["not_found"],
    }),
  },
  "/api/v1/api-keys": {
    get: operation({ id: "readApiKeys", summary: "Keys of machine feeds", answer: "ApiKeys" }),
    post: operation({
      id: "createApiKey",
      summary: "Makes a key; its secret is told once",
      body: "NewApiKey",
      answer: "NewApiKeyAnswer",
      status: 201,
    }),
  },
  "/api/v1/api-keys/{id}": {
    delete: operation({
      id: "revokeApiKey",
      summary: "Ends a key",
      path: ["id"],
      refusals: ["not_found"],
    }),
  },
  "/api/v1/pairing": {
    post: operation({
      id: "requestPairing",
      summary: "A display asks to be let in and gets the code to show",
      open: true,
      answer: "Pairing",
      status: 201,
      refusals: ["too_many_requests"],
    }),
    get: operation({
      id: "readPairing",
      summary: "Whether the display was let in",
      open: true,
      answer: "Pairing",
      refusals: ["wrong_code"],
    }),
  },
  "/api/v1/screens": {
    get: operation({ id: "readScreens", summary: "Displays", answer: "Screens" }),
    post: operation({
      id: "pairScreen",
      summary: "Lets in the display that shows this code",
      body: "PairScreen",
      answer: "ScreenAnswer",
      status: 201,
      refusals: ["wrong_code", "too_many_requests"],
    }),
  },
  "/api/v1/screens/{id}": {
    delete: operation({
      id: "revokeScreen",
      summary: "Shuts a display out at once",
      path: ["id"],
      refusals: ["not_found"],
    }),
  },
  "/api/v1/audit": {
    get: operation({
      id: "readAudit",
      summary: "The audit log, newest first",
      answer: "AuditRows",
      parameters: [
        ...AUDIT_FILTER,
        query("before", false, "^[1-9]\\d{0,14}$", "Rows before this one"),
        query("limit", false, "^[1-9]\\d{0,3}$", "1 to 1000; 100 by default"),
      ],
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/audit/export.csv": {
    get: operation({
      id: "exportAuditCsv",
      summary: "The audit log as a spreadsheet's text file; `X-Audit-Head` states its last hash",
      file: "text/csv",
      parameters: AUDIT_FILTER,
      refusals: ["invalid_query"],
    }),
  },
  "/api/v1/audit/export.ndjson": {
    get: operation({
      id: "exportAuditNdjson",
      summary: "The audit log, one JSON document a line; the first states the last hash",
      file: "application/x-ndjson",
      parameters: AUDIT_FILTER,
      refusals: ["invalid_query"],
    }),
  },
};
