import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttachmentAnswer, ImportJob } from "@diaodu/contracts";
import { auditOf, openBrowser, signedIn } from "../../test/people.ts";
import type { Browser } from "../../test/people.ts";
import { item, openOffice, publish, ROUND, submit } from "../../test/units.ts";
import type { Office } from "../../test/units.ts";
import { figure, openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { createAuditor, SYSTEM } from "./audit.ts";
import { consoleEntry } from "../cli/console.ts";

let world: World;
let office: Office;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

/** Rows of the audit log that `deed` leaves, newest first. */
async function left(deed: () => Promise<unknown>) {
  const before = (await world.storage.readAudit({ limit: 1 }))[0]?.n ?? 0;
  await deed();
  const rows = await world.storage.readAudit({ limit: 1000 });
  return rows
    .filter(({ n }) => n > before)
    .map(({ actor, action, object, result }) => [actor.name, action, object, result]);
}

function upload(by: Browser, path: string, bytes: Uint8Array): Promise<Response> {
  return fetch(`${world.url}/api/v1${path}`, {
    method: "POST",
    headers: {
      cookie: [...by.cookies].map((pair) => pair.join("=")).join("; "),
      "x-csrf-token": by.token(),
      "content-type": "application/octet-stream",
    },
    body: Buffer.from(bytes),
  });
}

test("a draft that is saved is in the log once a minute", async () => {
  const save = (basedOn: number) =>
    office.wang.json("PUT", `/reports/draft?unit=finance&round=${ROUND}`, { basedOn, cells: {} });
  expect(await left(() => save(0))).toEqual([
    ["wang", "report.draft", `draft:finance/${ROUND}`, "done"],
  ]);
  expect(await left(() => save(1))).toEqual([]);
});

test("each change that a batch makes is in the log, and a batch that changes nothing is not", async () => {
  const send = async () => {
    const answer = await world.post(`${JSON.stringify(figure())}\n`, {
      "content-type": "application/x-ndjson",
    });
    expect(answer.status).toBe(200);
    await answer.text();
  };
  expect(await left(send)).toEqual([["统计局", "feed.send", "batch", "done"]]);
  expect(await left(send)).toEqual([]);
});

test("hours that are kept and make no figure yet are in the log", async () => {
  await world.storage.saveCatalogue({
    regions: [{ code: "1001A", name: "站", shortName: "站", level: "station", parent: "110000" }],
  });
  const hour = { station: "1001A", time: "2020-07-20T09:00", pm25: "12" };
  const send = async () => {
    const answer = await fetch(`${world.url}/api/v1/air-hours`, {
      method: "POST",
      headers: { authorization: `Bearer ${world.secret}`, "content-type": "application/json" },
      body: JSON.stringify({ hours: [hour] }),
    });
    expect(await answer.json()).toMatchObject({ stored: 1, seq: null });
  };
  expect(await left(send)).toEqual([["统计局", "feed.send", "air-hours", "done"]]);
});

test("an import that is given up is in the log like its upload", async () => {
  const answer = await upload(office.wang, "/imports?unit=finance&name=a.csv", randomBytes(20));
  const { id } = (await answer.json()) as ImportJob;
  const rows = await left(() => office.wang.ask("DELETE", `/imports/${id}`));
  expect(rows).toEqual([["wang", "report.import", `import:${id}`, "done"]]);
});

test("whoever reads the names of persons is in the log", async () => {
  const system = await signedIn(world, "xitong", ["system_admin"]);
  expect(await left(() => system.json("GET", "/screens"))).toEqual([
    ["xitong", "screen.pair", null, "done"],
  ]);
  expect(await left(() => system.json("GET", "/api-keys"))).toEqual([
    ["xitong", "api_key.read", null, "done"],
  ]);
  const one = item({ period: "2019-01/2019-06", note: "联系人李四" });
  await publish(office, one);
  const place = `indicator=${one.indicator}&region=${one.region}&period=${encodeURIComponent(one.period)}`;
  const rows = await left(() => office.viewer.json("GET", `/origin?${place}`));
  expect(rows).toEqual([
    ["viewer", "origin.persons", `figure:${one.indicator}/${one.region}/${one.period}`, "done"],
  ]);
  const anybody = openBrowser(world);
  const answer = await anybody.ask("GET", `/origin?${place}`);
  const text = await answer.text();
  expect(text).toContain("审核发布");
  // Remarks are for those inside, who may be named in them.
  expect(text).not.toContain("李四");
});

test("whoever tries another unit's papers finds nothing, and is in the log", async () => {
  const answer = await upload(
    office.wang,
    "/attachments?unit=finance&name=a.pdf",
    Buffer.from("%PDF-1.7"),
  );
  const { id } = (await answer.json()) as AttachmentAnswer;
  const rows = await left(async () => {
    expect((await office.statistics.ask("GET", `/attachments/${id}`)).status).toBe(404);
  });
  expect(rows).toEqual([["statistics", "report.read", `attachment:${id}`, "refused"]]);
  const [entry] = (await submit(office.wang, item({ period: "2019-01/2019-05" }))).entries;
  const path = `/reports/${entry?.id}/events`;
  expect(
    await left(async () => {
      expect((await office.statistics.ask("GET", path)).status).toBe(404);
    }),
  ).toEqual([["statistics", "report.read", `report:${entry?.id}`, "refused"]]);
});

test("what is done at the command line is in the log as done there", async () => {
  const rows = await left(() =>
    world.storage.createApiKey({
      name: "命令行的",
      now: world.clock.now,
      audit: consoleEntry("api_key.write"),
    }),
  );
  expect(rows).toEqual([["命令行", "api_key.write", null, "done"]]);
});

test("the chain of the log holds after all of it", async () => {
  await createAuditor(world.storage, () => world.clock.now).append(SYSTEM, auditOf("system.start"));
  expect(await world.storage.verifyAudit()).toMatchObject({ ok: true });
});
