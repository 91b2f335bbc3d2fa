import type { StoredRows } from "@diaodu/storage/stored-rows";
import fc from "fast-check";
import { pino } from "pino";
import type { Logger } from "pino";
import { reachOf } from "@diaodu/domain";
import { guardsOf } from "../src/access/guard.ts";
import type { GuardedRoute } from "../src/access/guard.ts";
import type { WebBuild } from "../src/pages/web-build.ts";
import { everybody } from "./everybody.ts";
import { furnish } from "./hostile-ground.ts";
import { hostileRequests } from "./hostile-requests.ts";
import type { HostileRequest } from "./hostile-requests.ts";
import type { World } from "./world.ts";

/** A web build without anything in it. */
export const PAGES: WebBuild = {
  build: "none",
  assets: new Map(),
  templates: { wall: "", phone: "", meeting: "" },
  styles: { wall: [], phone: [], meeting: [] },
  shells: { office: "", "sign-in": "", pairing: "" },
  render: () => Promise.resolve({ html: "" }),
};

/** Longer than any answer takes on a busy machine: as long as a document's worker may take. */
const HANGS_MS = 60_000;

/** Answered by other processes or at length, or a page that is the same for every address. */
const SELDOM = /\.xlsx$|\/metrics$|^\/(?!api)/u;

/** A display that waits is no deed of anybody; drafts that save themselves are counted by the minute. */
const UNAUDITED = /^POST \/api\/v1\/pairing\b|^PUT \/api\/v1\/reports\/draft\b/u;

/** Sends hostile requests one after the other and tells of each answer that was not as designed. */
export async function besiege(
  world: World,
  o: {
    readonly seed: number;
    readonly requests: number;
    readonly rows: StoredRows;
    readonly errors: () => string;
  },
): Promise<{ readonly answers: number; readonly changes: number; readonly faults: string[] }> {
  // Between two requests every table is read. On a busy machine that may take longer than a server
  // keeps a silent connection, and a request that meets its end is answered by nobody.
  world.application.httpServer.keepAliveTimeout = 0;
  const known = await furnish(world);
  const people = await everybody(world, "closed");
  const routes = guardsOf(world.application.router);
  const weighed = routes.flatMap((route) =>
    SELDOM.test(route.path) ? [route] : (Array(6).fill(route) as (typeof route)[]),
  );
  const able = ({ action }: GuardedRoute): number[] =>
    people.flatMap(({ subject }, index) =>
      action !== null && reachOf(subject, action) !== "no" ? [index] : [],
    );
  const faults: string[] = [];
  let answers = 0;
  let changes = 0;
  const all = fc.sample(hostileRequests(weighed, known, { count: people.length, able }), {
    seed: o.seed,
    numRuns: o.requests,
  });
  for (const [index, request] of all.entries()) {
    const one = people[request.by];
    if (one === undefined) continue;
    const before = { digest: await o.rows.digest(), audit: await o.rows.auditRows() };
    const said = await send(world, request, one.browser);
    answers += 1;
    const where = `seed ${o.seed} #${index} ${one.name}: ${request.method} ${request.path.slice(0, 300)} ${shown(request)} → ${said.status} ${said.text.slice(0, 300)}`;
    if (said.status >= 500 || said.status === 0) faults.push(`${where} ${o.errors()}`);
    if (said.problem !== null && said.problem !== said.status) faults.push(`no problem: ${where}`);
    const after = await o.rows.digest();
    if (after !== before.digest) {
      changes += 1;
      if (said.status >= 400) faults.push(`refused and stored: ${where}`);
      const noted = (await o.rows.auditRows()) > before.audit;
      if (!noted && !UNAUDITED.test(`${request.method} ${request.path}`)) {
        faults.push(`changed and not audited: ${where}`);
      }
    }
    // Whoever signed out or was signed out comes back.
    if (said.status === 401 && one.browser.token() !== "") {
      await one.renew().catch(() => {});
    }
  }
  return { answers, changes, faults };
}

async function send(
  world: World,
  { method, path, headers, body }: HostileRequest,
  browser: {
    readonly cookies: Map<string, string>;
    readonly headers: Record<string, string>;
    token(): string;
  },
): Promise<{ status: number; text: string; problem: number | null }> {
  const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
  try {
    const answer = await fetch(world.url + path, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(HANGS_MS),
      headers: {
        ...(cookie === "" ? {} : { cookie }),
        ...(browser.token() === "" ? {} : { "x-csrf-token": browser.token() }),
        ...browser.headers,
        ...headers,
      },
      ...(body === null ? {} : { body: Buffer.from(body) }),
    });
    const text = await answer.text();
    const isProblem = answer.headers.get("content-type")?.includes("problem+json") === true;
    const problem =
      isProblem && text !== "" ? (JSON.parse(text) as { status: number }).status : null;
    return { status: answer.status, text, problem };
  } catch (error) {
    return { status: 0, text: String(error), problem: null };
  }
}

function shown({ headers, body }: HostileRequest): string {
  const text = body === null ? "" : Buffer.from(body.subarray(0, 400)).toString();
  return JSON.stringify([headers, text]);
}

/** A log that keeps the words of its last error, for whoever reads a fault. */
export function lastErrorLog(): { readonly log: Logger; readonly errors: () => string } {
  let last = "";
  const log = pino(
    { level: "error" },
    { write: (line: string) => void (last = line.slice(0, 2000)) },
  );
  return { log, errors: () => last };
}
