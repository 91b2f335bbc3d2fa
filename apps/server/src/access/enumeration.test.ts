import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Problem } from "@diaodu/contracts";
import { ACTION_NAMES, ACTIONS, reachOf, ROLES } from "@diaodu/domain";
import type { Action } from "@diaodu/domain";
import { everybody } from "../../test/everybody.ts";
import type { Somebody } from "../../test/everybody.ts";
import { openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { guardsOf } from "./guard.ts";
import type { GuardedRoute } from "./guard.ts";

/** Hundreds of requests by everybody. */
const PATIENCE = 300_000;

/** What routes under an address may ask for: a guard of the wrong action is no guard. */
const ASKED: Readonly<Record<string, readonly Action[]>> = {
  "/api/v1/me": ["session.open", "session.own"],
  "/api/v1/setup": ["session.open"],
  "/api/v1/session": ["session.open", "session.own"],
  "/api/v1/oidc": ["session.open"],
  "/api/v1/accounts": ["account.read", "account.write", "account.grant"],
  "/api/v1/sessions": ["session.revoke"],
  "/api/v1/api-keys": ["api_key.read", "api_key.write"],
  "/api/v1/screens": ["screen.pair"],
  "/api/v1/pairing": ["screen.request"],
  "/api/v1/audit": ["audit.read", "audit.export"],
  "/api/v1/reports": ["report.read", "report.write"],
  "/api/v1/rounds": ["board.read", "slip.manage"],
  "/api/v1/burden": ["cycle.read"],
  "/api/v1/standings": ["board.read"],
  "/api/v1/items": ["cycle.read", "item.raise"],
  "/api/v1/liaisons": ["cycle.read", "liaison.write", "liaison.note"],
  "/api/v1/slips": ["cycle.read", "slip.manage"],
  "/api/v1/messages": ["slip.manage"],
  "/api/v1/inbox": ["session.own"],
  "/api/v1/settings": ["settings.read", "settings.write", "channel.write"],
  "/api/v1/attachments": ["report.read", "report.write"],
  "/api/v1/imports": ["report.write"],
  "/api/v1/figures": ["figure.return"],
  "/api/v1/origin": ["origin.read"],
  "/api/v1/meetings": ["meeting.read", "meeting.host"],
  "/api/v1/bulletins": ["bulletin.read", "bulletin.write"],
  "/api/v1/catalogue": ["catalogue.read", "catalogue.write"],
  "/api/v1/board": ["board.read", "board.export"],
  "/api/v1/changes": ["board.read"],
  "/api/v1/observations": ["board.read", "feed.send"],
  "/api/v1/air-hours": ["feed.send"],
  "/api/v1/openapi.json": ["operation.read"],
  "/office": ["session.own", "operation.read"],
  "/sign-in": ["session.open", "operation.read"],
};
/** Reading asks for less than changing: none of these rights lets anybody change anything. */
const READS: readonly Action[] = [
  "account.read",
  "api_key.read",
  "audit.read",
  "bulletin.read",
  "catalogue.read",
  "meeting.read",
  "settings.read",
];

let worlds: Record<"open" | "closed", World>;
beforeAll(async () => {
  worlds = {
    open: await openWorld(),
    closed: await openWorld({ access: { board: "closed" } }),
  };
});
afterAll(async () => {
  await worlds.open.close();
  await worlds.closed.close();
});

/** An address of this route; its parameters name nothing that exists. */
function addressOf(route: GuardedRoute): string {
  return route.path
    .replaceAll(/\/\*\w+/gu, "/x")
    .replaceAll(/:(\w+)/gu, "00000000-0000-4000-8000-000000000000");
}

/** Whether this answer is the guard's own refusal, and not what the route itself says. */
async function refusedBy(answer: Response, route: GuardedRoute): Promise<boolean> {
  const text = await answer.text();
  if (answer.status === 303) return answer.headers.get("location")?.startsWith("/sign-in") === true;
  if (answer.headers.get("refresh") !== null) return true;
  if (!answer.headers.get("content-type")?.includes("problem+json")) return false;
  const { code, detail } = JSON.parse(text) as Problem;
  if (code === "unauthenticated") return true;
  const name = ACTION_NAMES[route.action ?? "session.open"];
  return code === "forbidden" && detail === `没有「${name}」的权限`;
}

function expectedFor({ subject, role }: Somebody, { action }: GuardedRoute): boolean {
  if (action === null) return true;
  // Whoever is signed in owns their session, whatever else they may do.
  if (action === "session.own" && role === "nothing granted") return false;
  return reachOf(subject, action) === "no";
}

describe.each(["closed", "open"] as const)("with a board that is %s", (board) => {
  test("every route begins with a guard of an action that the table knows", () => {
    const routes = guardsOf(worlds[board].application.router);
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ action }) => action === null)).toEqual([]);
    expect(routes.filter(({ method }) => method === "ALL")).toEqual([]);
    for (const { action } of routes) expect(ACTIONS).toContain(action);
  });

  test("every route asks for a right that belongs to its address, and every change for one to change", () => {
    const wrong = guardsOf(worlds[board].application.router).filter(({ method, path, action }) => {
      const place = /^\/api\/v1\/[^/]+|^\/[^/]+/u.exec(path)?.[0] ?? path;
      const pages = path.startsWith("/api/")
        ? undefined
        : (["operation.read", "board.read"] as const);
      const asked: readonly Action[] | undefined = ASKED[place] ?? pages;
      if (action === null || asked?.includes(action) !== true) return true;
      return method !== "GET" && READS.includes(action);
    });
    expect(wrong).toEqual([]);
  });

  test(
    "every route answers exactly those roles that the table names",
    async () => {
      const world = worlds[board];
      const routes = guardsOf(world.application.router);
      const people = await everybody(world, board);
      const seen = new Set(people.map(({ role }) => role));
      const other = board === "open" ? "anonymous" : "public";
      expect(ROLES.filter((role) => role !== other && !seen.has(role))).toEqual([]);
      const wrong: string[] = [];
      for (const route of routes) {
        const url = world.url + addressOf(route);
        const body = route.method === "GET" ? undefined : {};
        const ask = async (one: Somebody): Promise<void> => {
          const answer = await one.browser.ask(route.method, url, body);
          const refused = await refusedBy(answer, route);
          if (refused !== expectedFor(one, route)) {
            wrong.push(
              `${route.method} ${route.path} ${refused ? "refuses" : "takes"} ${one.name}`,
            );
          }
          const changes = /\/(session|pairing|me\/)/u.test(route.path) && route.method !== "GET";
          if (changes) await one.renew();
        };
        // Each has a session of their own, so they may ask at once.
        await Promise.all(people.map(ask));
      }
      expect(wrong).toEqual([]);
    },
    PATIENCE,
  );
});

test("every route of the API is described in its document, and nothing else is", async () => {
  const answer = await fetch(`${worlds.open.url}/api/v1/openapi.json`);
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const served = guardsOf(worlds.open.application.router)
    .filter(({ method, path }) => method.toLowerCase() !== "all" && path.startsWith("/api/"))
    // The document does not describe itself.
    .filter(({ path }) => path !== "/api/v1/openapi.json")
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/gu, "{$1}")}`);
  expect([...new Set(served)].toSorted()).toEqual(described.toSorted());
});
