import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReportNotice } from "@diaodu/contracts";
import { may } from "@diaodu/domain";
import { everybody, scopesAbout } from "../../test/everybody.ts";
import type { Somebody } from "../../test/everybody.ts";
import { wordsIn } from "../../test/package-parts.ts";
import { auditOf, opened } from "../../test/people.ts";
import type { OfficeSocket } from "../../test/people.ts";
import { figure, openWorld, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { guardsOf } from "./guard.ts";

const PATIENCE = 300_000;
const OWNED = { unit: "finance", region: "371400" };
/** A value that nothing else contains. */
const VALUE = "98765.43";
const PERIOD = "2020-01/2020-06";

let world: World;
let people: Somebody[];
beforeEach(async () => {
  world = await openWorld({ access: { board: "closed" } });
  people = await everybody(world, "closed", scopesAbout(OWNED));
}, PATIENCE);
afterEach(() => world.close());

/** 财政局 reports a figure; nobody publishes it. */
async function report(): Promise<{ id: string; seq: number }> {
  const item = figure({ indicator: "budget_revenue", region: OWNED.region, value: VALUE });
  const result = await world.storage.submitReports({
    items: [
      {
        ...item,
        period: PERIOD,
        reason: null,
        unit: OWNED.unit,
        note: `附注 ${VALUE}`,
        unchanged: false,
        attachment: null,
        origin: { kind: "form" },
        basedOn: null,
      },
    ],
    round: "2020-R101",
    by: { accountId: null, name: "财政局" },
    at: world.clock.now.toISOString(),
    audit: auditOf("report.write"),
  });
  const id = result.kind === "committed" ? result.entries[0]?.id : undefined;
  if (result.kind !== "committed" || id === undefined) throw new Error(result.kind);
  await world.application.publish();
  return { id, seq: result.seq };
}

/** Addresses of the API whose description names no query, as the router writes them. */
async function addressesWithoutQuery(): Promise<ReadonlySet<string>> {
  const reader = people.find(({ subject }) => may(subject, "operation.read"));
  const { paths } = await (reader ?? expect.fail("nobody reads")).browser.json<{
    paths: Record<string, { get?: { parameters?: { in: string }[] } }>;
  }>("GET", "/openapi.json");
  return new Set(
    Object.entries(paths).flatMap(([path, { get }]) =>
      get === undefined || get.parameters?.some((one) => one.in === "query") === true
        ? []
        : [path.replaceAll(/\{(\w+)\}/gu, ":$1")],
    ),
  );
}

const mayRead = (one: Somebody) => may(one.subject, "report.read", OWNED);

test(
  "no address whatever shows an unpublished figure to whoever may not read it",
  async () => {
    const { id, seq } = await report();
    const place = `region=${OWNED.region}&period=${encodeURIComponent(PERIOD)}`;
    const queries = [
      "",
      `?unit=${OWNED.unit}`,
      "?state=submitted",
      `?region=${OWNED.region}`,
      `?at=${seq}`,
      `?since=${seq - 1}`,
      `?indicator=budget_revenue&${place}`,
    ];
    const all = `${queries.at(-1) ?? ""}&unit=${OWNED.unit}&state=submitted&at=${seq}&since=${seq - 1}`;
    const unquestioned = await addressesWithoutQuery();
    const addresses = guardsOf(world.application.router)
      .filter(({ method }) => method === "GET")
      .map(({ path }) => ({
        path: path.replaceAll(/:\w+/gu, id).replaceAll(/\/\*\w+/gu, "/x"),
        takesQuery: !unquestioned.has(path),
      }))
      // Signing in and the log of requests show no figures, and take long.
      .filter(({ path }) => !/oidc|metrics|healthz|readyz/u.test(path));
    const leaks: string[] = [];
    /** Addresses that take no such query, whoever asks. */
    const odd = new Set<string>();
    const shown = new Set<string>();
    /** The same, out of a spreadsheet. */
    const exported = new Set<string>();
    const ask = async (one: Somebody): Promise<void> => {
      for (const { path, takesQuery } of addresses) {
        // Where no query is known to have an effect all are asked at once, unless that is refused.
        // So too on the slower database: which query shows what is no matter of where rows lie.
        const each = world.storage.kind === "sqlite" && (takesQuery || odd.has(path + all));
        const asked = each ? queries : ["", all];
        for (const query of asked) {
          if (odd.has(path + query)) continue;
          const answer = await one.browser.ask("GET", world.url + path + query);
          if (answer.status === 400) odd.add(path + query);
          if (!wordsIn(new Uint8Array(await answer.arrayBuffer())).includes(VALUE)) continue;
          if (mayRead(one)) (path.endsWith(".xlsx") ? exported : shown).add(one.name);
          else leaks.push(`${path}${query} to ${one.name}`);
        }
      }
    };
    // The first finds out what is odd; the others, who have nothing to do with each other, at once.
    const [first, ...others] = people;
    if (first !== undefined) await ask(first);
    await Promise.all(others.map(ask));
    expect(leaks).toEqual([]);
    // Both ways of asking do show it to whoever may read it, or nothing was proved.
    const readers = people.filter(mayRead).map(({ name }) => name);
    expect([...shown].toSorted()).toEqual(readers.toSorted());
    expect([...exported].toSorted()).toEqual(readers.toSorted());
  },
  PATIENCE,
);

test(
  "each socket is open to whom the table names, and tells of an unpublished figure nobody else",
  async () => {
    const ears: { one: Somebody; socket: OfficeSocket; heard: ReportNotice[] }[] = [];
    for (const one of people) {
      const person = !["machine", "feed", "screen", "anonymous"].includes(one.role);
      const socket = one.browser.office();
      const heard: ReportNotice[] = [];
      socket.on("reports", (notice) => heard.push(notice));
      const office = await opened(socket).then(
        () => true,
        () => false,
      );
      expect([one.name, office]).toEqual([one.name, person]);
      if (office) ears.push({ one, socket, heard });

      const cookie = [...one.browser.cookies].map((pair) => pair.join("=")).join("; ");
      const board = world.connect({ ...one.browser.headers, ...(cookie === "" ? {} : { cookie }) });
      const seen = await opened(board as unknown as OfficeSocket).then(
        () => true,
        () => false,
      );
      expect([one.name, seen]).toEqual([one.name, may(one.subject, "board.read")]);
      if (seen) expect((await subscribe(board, world.boards.head())).kind).toBe("changes");
      board.disconnect();
    }
    const { seq } = await report();
    const dispatch = ears.find(({ one }) => one.role === "dispatch_office");
    await expect.poll(() => dispatch?.heard.map((notice) => notice.seq)).toEqual([seq]);
    const heard = ears.filter((ear) => ear.heard.length > 0).map(({ one }) => one.name);
    const allowed = ears.filter(({ one }) => mayRead(one)).map(({ one }) => one.name);
    expect(heard).toEqual(allowed);
    for (const { socket } of ears) socket.disconnect();
  },
  PATIENCE,
);
