import { operation } from "./operation.ts";
import { ALWAYS, refusals } from "./parts.ts";
import type { Json } from "./parts.ts";

const LOCKABLE = ["wrong_credentials", "account_locked", "too_many_requests"] as const;
const CODE = ["wrong_second_factor", "account_locked", "too_many_requests"] as const;

/** How people come in, and what they do with their own account. */
export const SESSION_PATHS: Json = {
  "/api/v1/me": {
    get: operation({
      id: "readMe",
      summary: "Who the caller is, what they may do, and what stands between them and the office",
      open: true,
      answer: "Me",
    }),
  },
  "/api/v1/setup": {
    post: operation({
      id: "setUp",
      summary: "First start: makes the three administrators with the code of the console, once",
      open: true,
      body: "Setup",
      refusals: ["wrong_code", "already_set_up", "too_many_requests"],
    }),
  },
  "/api/v1/session": {
    post: operation({
      id: "signIn",
      summary: "Signs in; `me.pending` tells what is still asked",
      open: true,
      body: "SignIn",
      answer: "Me",
      refusals: LOCKABLE,
    }),
    delete: operation({ id: "signOut", summary: "Ends the caller's session" }),
  },
  "/api/v1/session/second-factor": {
    post: operation({
      id: "proveSecondFactor",
      summary: "Completes a sign-in; each code works once",
      open: true,
      body: "SecondFactor",
      answer: "Me",
      refusals: CODE,
    }),
  },
  "/api/v1/me/password": {
    post: operation({
      id: "changePassword",
      summary: "Changes the password and ends every other session",
      body: "ChangePassword",
      answer: "Me",
      refusals: ["account_locked", "too_many_requests"],
    }),
  },
  "/api/v1/me/totp": {
    post: operation({ id: "offerTotp", summary: "Offers a second factor", answer: "TotpOffer" }),
    put: operation({
      id: "confirmTotp",
      summary: "Puts the second factor on offer into force by a code from it",
      body: "SecondFactor",
      answer: "Me",
      refusals: CODE,
    }),
    delete: operation({
      id: "removeTotp",
      summary: "Removes the second factor by a code from it",
      body: "SecondFactor",
      answer: "Me",
      refusals: CODE,
    }),
  },
  "/api/v1/me/sessions": {
    get: operation({
      id: "readOwnSessions",
      summary: "Where the caller is signed in",
      answer: "SessionRows",
    }),
  },
  "/api/v1/me/sessions/{id}": {
    delete: operation({
      id: "endOwnSession",
      summary: "Ends one of the caller's sessions",
      path: ["id"],
      refusals: ["not_found"],
    }),
  },
  "/api/v1/oidc/start": {
    get: redirect("startOpenId", "Sends the browser to the OpenID provider"),
  },
  "/api/v1/oidc/callback": {
    get: redirect(
      "finishOpenId",
      "Takes the browser back and signs its account in, or says why not",
    ),
  },
};

/** A step of a browser's way; nothing for programs. */
function redirect(operationId: string, summary: string): Json {
  const responses = { "303": { description: "Onwards" }, ...refusals("not_found", ...ALWAYS) };
  return { operationId, summary, responses };
}
