import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  CatalogueAnswer,
  CatalogueFile,
  CatalogueHistory,
  CatalogueImport,
  CatalogueWritten,
  Problem,
} from "@diaodu/contracts";
import { makeAccount, openBrowser, signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { next, openWorld, subscribe } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";
import { sampleCity } from "../../catalogue/sample-city.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

let world: World;
let admin: Browser;
beforeAll(async () => {
  world = await openWorld();
  admin = await signedIn(world, "sysadmin", ["system_admin"]);
});
afterAll(() => world.close());

const catalogue = () => admin.json<CatalogueAnswer>("GET", "/catalogue");

async function definitionOf(code: string) {
  const found = (await catalogue()).indicators.find((one) => one.code === code);
  if (found === undefined) throw new Error(code);
  return found;
}

test("one definition is set with a reason, audited, and shown on open pages at once", async () => {
  const board = await world.board();
  const client = world.connect();
  await subscribe(client, board);
  const told = next(client, "changes");
  const definition = { ...(await definitionOf("gdp")), shortName: "生产总值" };
  const written = await admin.json<CatalogueWritten>("PUT", "/catalogue/indicators/gdp", {
    definition,
    reason: "规范名称",
  });
  expect(written).toEqual({ seq: board.seq + 1, changed: true });
  expect((await told).to).toBe(written.seq);
  const tile = (await world.board()).tiles.find(({ key }) => key === "gdp:100000");
  expect(tile?.shortName).toBe("生产总值");
  const [entry] = await world.storage.readAudit({ action: "catalogue.write" });
  expect(entry).toMatchObject({
    actor: { kind: "person", name: "sysadmin" },
    object: "indicators:gdp",
    result: "done",
    detail: { reason: "规范名称" },
  });
  const again = { definition, reason: "再来一次" };
  expect(await admin.json("PUT", "/catalogue/indicators/gdp", again)).toMatchObject({
    changed: false,
  });
});

test("the history of a definition tells every revision and why", async () => {
  const history = await admin.json<CatalogueHistory>(
    "GET",
    "/catalogue/history?kind=indicators&code=gdp",
  );
  expect(history.revisions.map(({ revision, reason }) => [revision, reason])).toEqual([
    [2, "规范名称"],
    [1, null],
  ]);
  expect(history.revisions[0]?.definition).toMatchObject({ shortName: "生产总值" });
});

test("a target, a unit and a duty are set, and a duty ends", async () => {
  const reason = "设置";
  const unit = { code: "finance", name: "财政局", shortName: "财政局", region: "371400" };
  await admin.json("PUT", "/catalogue/units/finance", { definition: unit, reason });
  const duty = {
    unit: "finance",
    indicator: "budget_revenue",
    region: "371400",
    basis: "dispatch",
    measures: ["level"],
  };
  const place = "/catalogue/duties/finance/budget_revenue/371400/dispatch";
  await admin.json("PUT", place, { definition: duty, reason });
  expect((await catalogue()).duties).toContainEqual(duty);
  await admin.json("DELETE", place, { reason: "不再填报" });
  expect((await catalogue()).duties).not.toContainEqual(duty);
  expect((await admin.ask("DELETE", place, { reason })).status).toBe(404);
  const target = {
    indicator: "gdp",
    region: "371400",
    year: 2020,
    words: "6%左右",
    measure: "yoy_real",
    base: { form: "around", value: "6", tolerance: "0.5" },
    stretch: null,
    path: { method: "monthly" },
    source: "报告",
  };
  await admin.json("PUT", "/catalogue/targets/gdp/371400/2020", { definition: target, reason });
  expect((await catalogue()).targets).toContainEqual({ ...target, simulated: false, revision: 1 });
  const rows = (await catalogue()).board;
  await admin.json("PUT", "/catalogue/board", { definition: rows.slice(1), reason });
  expect((await catalogue()).board).toEqual(rows.slice(1));
  await admin.json("PUT", "/catalogue/board", { definition: rows, reason });
});

test("a faulty definition hears of every field, and of an address that names another", async () => {
  const definition = {
    ...(await definitionOf("gdp")),
    headline: { periodKind: "day", growth: "share" },
  };
  const answer = await admin.ask("PUT", "/catalogue/indicators/gnp", { definition, reason: "改" });
  expect(answer.status).toBe(422);
  const { faults = [] } = (await answer.json()) as Problem;
  expect(faults.map(({ path }) => path)).toEqual([
    "definition.headline.periodKind",
    "definition.headline.growth",
    "definition",
  ]);
  const silent = await admin.ask("PUT", "/catalogue/indicators/gdp", { definition });
  expect(((await silent.json()) as Problem).faults?.map(({ path }) => path)).toContain("reason");
});

test("an import is shown first, then taken in as one change", async () => {
  const file = sampleCity(2020);
  const preview = await admin.json<CatalogueImport>("POST", "/catalogue/import?mode=preview", file);
  expect(preview.seq).toBeNull();
  expect(preview.counts).toMatchObject({ fault: 0 });
  expect(preview.rows.find(({ code }) => code === "371402")).toMatchObject({ verdict: "add" });
  expect(preview.rows.find(({ code }) => code === "pm25")).toMatchObject({ verdict: "change" });
  const head = await world.storage.headSeq();
  const query = `mode=apply&reason=${encodeURIComponent("年度调整")}&fingerprint=${preview.fingerprint}`;
  const applied = await admin.json<CatalogueImport>("POST", `/catalogue/import?${query}`, file);
  expect(applied.seq).toBe(head + 1);
  expect((await catalogue()).fingerprint).toBe(applied.fingerprint);
  // What was previewed is no longer what is there.
  const stale = await admin.ask("POST", `/catalogue/import?${query}`, file);
  expect([stale.status, ((await stale.json()) as Problem).code]).toEqual([
    409,
    "changed_meanwhile",
  ]);
  const without = await admin.ask("POST", "/catalogue/import?mode=apply", file);
  expect(without.status).toBe(400);
});

test("a faulty import is shown row by row, and not taken in", async () => {
  const file: CatalogueFile = structuredClone(sampleCity(2020));
  const [duty] = file.duties ?? [];
  if (duty !== undefined) duty.unit = "mint";
  const preview = await admin.json<CatalogueImport>("POST", "/catalogue/import?mode=preview", file);
  expect(preview.counts.fault).toBe(1);
  const row = preview.rows.find(({ verdict }) => verdict === "fault");
  expect(row?.faults).toMatchObject([{ path: "duties.0.unit", code: "unknown" }]);
  const apply = await admin.ask("POST", "/catalogue/import?mode=apply&reason=x", file);
  expect(apply.status).toBe(422);
});

test("a workbook that was exported, edited or not, is read back", async () => {
  const headers = { cookie: [...admin.cookies].map(([k, v]) => `${k}=${v}`).join("; ") };
  const exported = await fetch(`${world.url}/api/v1/catalogue/export.xlsx`, { headers });
  expect(exported.headers.get("content-type")).toContain("spreadsheetml");
  const bytes = await exported.arrayBuffer();
  const { csrfToken } = await admin.me();
  const post = (body: ArrayBuffer) =>
    fetch(`${world.url}/api/v1/catalogue/import?mode=preview`, {
      method: "POST",
      headers: { ...headers, "content-type": XLSX, "x-csrf-token": csrfToken },
      body,
    });
  const same = (await (await post(bytes)).json()) as CatalogueImport;
  expect(same).toMatchObject({ rows: [], faults: [], counts: { add: 0, change: 0, end: 0 } });
  const broken = await post(new TextEncoder().encode("PK no").buffer);
  expect([broken.status, ((await broken.json()) as Problem).code]).toEqual([
    422,
    "unreadable_file",
  ]);
  const json = await admin.ask("GET", "/catalogue/export.json");
  const file = (await json.json()) as CatalogueFile;
  const again = await admin.json<CatalogueImport>("POST", "/catalogue/import?mode=preview", file);
  expect(again.rows).toEqual([]);
});

test("only the system administrator changes the catalogue; people read it, nobody else", async () => {
  await makeAccount(world, "reporter", ["reporter"]);
  const reporter = openBrowser(world);
  await reporter.signIn("reporter");
  expect((await reporter.ask("GET", "/catalogue")).status).toBe(200);
  const body = { definition: [], reason: "x" };
  expect((await reporter.ask("PUT", "/catalogue/board", body)).status).toBe(403);
  expect((await reporter.ask("POST", "/catalogue/import?mode=preview", {})).status).toBe(403);
  expect((await fetch(`${world.url}/api/v1/catalogue`)).status).toBe(401);
});

test("any body is answered in the API's own words", async () => {
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({ definition: fc.jsonValue(), reason: fc.string({ maxLength: 9 }) }),
    fc.record({ regions: fc.jsonValue(), targets: fc.array(fc.object({ maxDepth: 1 })) }),
  );
  const place = fc.constantFrom(
    "PUT /catalogue/indicators/gdp",
    "PUT /catalogue/regions/371400",
    "PUT /catalogue/rules/x",
    "PUT /catalogue/units/%00",
    "PUT /catalogue/targets/gdp/371400/20x0",
    "PUT /catalogue/duties/a/b/c/official",
    "PUT /catalogue/duties/a/b/c/rumour",
    "PUT /catalogue/board",
    "POST /catalogue/import?mode=preview",
  );
  await fc.assert(
    fc.asyncProperty(place, body, async (at, value) => {
      const [method = "", path = ""] = at.split(" ");
      const answer = await admin.ask(method, path, value);
      expect([200, 400, 404, 422]).toContain(answer.status);
      await answer.text();
    }),
    { seed: 20_260_306, numRuns: 120 },
  );
});
