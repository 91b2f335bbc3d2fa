import { readdirSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ImportCell, ImportJob, Problem, ReportSheet } from "@diaodu/contracts";
import { readTable } from "@diaodu/documents";
import { signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

// Workers take a second to start, and longer where many tests run at once.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
let wang: Browser;
let statistics: Browser;
beforeAll(async () => {
  world = await openWorld();
  const of = (unit: string) => ({ units: [unit], regions: "all" as const });
  wang = await signedIn(world, "wang", ["reporter"], of("finance"));
  statistics = await signedIn(world, "statistics", ["reporter"], of("statistics"));
});
afterAll(() => world.close());

const HEADER = "指标,地区,时期,数据项,数值,单位,更正原因";
const csv = (...lines: string[]) => Buffer.from([HEADER, ...lines].join("\n"));
const line = (period: string, value: string) =>
  `一般公共预算收入,全国,${period},数值,${value},亿元,`;

async function upload(
  body: Buffer,
  o: { by?: Browser; unit?: string; name?: string } = {},
): Promise<Response> {
  const { by = wang, unit = "finance", name = "收入.csv" } = o;
  const { csrfToken } = await by.me();
  const query = new URLSearchParams({ unit, name });
  return fetch(`${world.url}/api/v1/imports?${query.toString()}`, {
    method: "POST",
    headers: {
      cookie: [...by.cookies].map(([key, value]) => `${key}=${value}`).join("; "),
      "x-csrf-token": csrfToken,
      "content-type": "application/octet-stream",
    },
    body: new Uint8Array(body),
  });
}

async function settled(id: string, by: Browser = wang): Promise<ImportJob> {
  for (;;) {
    const job = await by.json<ImportJob>("GET", `/imports/${id}`);
    if (job.state !== "reading" && job.state !== "applying") return job;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

async function read(body: Buffer, name?: string): Promise<ImportJob> {
  const answer = await upload(body, name === undefined ? {} : { name });
  expect(answer.status).toBe(202);
  return settled(((await answer.json()) as ImportJob).id);
}

async function cellsOf(job: ImportJob, query = ""): Promise<ImportCell[]> {
  return (await wang.json<{ cells: ImportCell[] }>("GET", `/imports/${job.id}/cells${query}`))
    .cells;
}

const files = () => readdirSync(world.importsFolder);

test("a file is read, looked at, applied as one change, and its figures say where they came from", async () => {
  const job = await read(csv(line("2019年1-3月", "53656"), line("2019年1-4月", "72651")));
  expect(job).toMatchObject({ state: "ready", counts: { new: 2, refused: 0 } });
  const cells = await cellsOf(job);
  expect(cells[0]).toMatchObject({
    cell: "E2",
    verdict: "new",
    indicatorName: "一般公共预算收入",
    period: "2019-01/2019-03",
    value: "53656",
  });
  const before = await world.storage.headSeq();
  expect((await wang.ask("POST", `/imports/${job.id}/apply`, {})).status).toBe(202);
  const done = await settled(job.id);
  expect(done).toMatchObject({ state: "applied", seq: before + 1 });
  const entries = await world.storage.reports({ units: ["finance"], periods: ["2019-01/2019-03"] });
  expect(entries[0]).toMatchObject({
    state: "submitted",
    origin: { kind: "file", name: "收入.csv", sheet: "表格", cell: "E2" },
    submittedBy: { name: "wang" },
  });
  const [audit] = await world.storage.readAudit({ action: "report.write", limit: 1 });
  expect(audit?.detail).toMatchObject({ count: 2, file: "收入.csv" });
  expect(files()).toEqual([]);
});

test("the same file again changes nothing and cannot be applied", async () => {
  const same = csv(line("2019年1-5月", "89000"));
  const first = await read(same);
  await wang.ask("POST", `/imports/${first.id}/apply`, {});
  await settled(first.id);
  const again = await read(same);
  expect(again.counts).toMatchObject({ unchanged: 1, new: 0 });
  const answer = await wang.ask("POST", `/imports/${again.id}/apply`, {});
  expect(answer.status).toBe(409);
  await wang.ask("DELETE", `/imports/${again.id}`);
});

test("cells come worst first, each with its reason, and by verdict", async () => {
  const job = await read(
    csv(
      line("2018年1-3月", "50000"),
      line("2018年1-4月", "约60000"),
      line("2018年1-13月", "1"),
      "地区生产总值,全国,2018年上半年,数值,400000,亿元,",
      "不知名指标,全国,2018年上半年,数值,400000,亿元,",
      line("2018年1-6月", "10433100万元").replace("亿元", "万元"),
    ),
  );
  const cells = await cellsOf(job);
  expect(cells.map(({ cell, verdict }) => `${cell} ${verdict}`)).toEqual([
    "E3 refused",
    "E4 refused",
    "E5 refused",
    "E2 new",
    "E7 new",
    "E6 ignored",
  ]);
  expect(cells[2]?.message).toContain("没有这一指标的填报任务");
  expect(cells[4]?.value).toBe("1043.31");
  expect(await cellsOf(job, "?verdict=refused&offset=2")).toHaveLength(1);
  expect(await cellsOf(job, "?offset=500")).toEqual([]);
  await wang.ask("DELETE", `/imports/${job.id}`);
});

test("correcting a published figure needs a reason, given in the file or on applying", async () => {
  await world.storage.submitObservations({
    items: [
      {
        indicator: "budget_revenue",
        region: "100000",
        period: "2017-01/2017-06",
        basis: "official",
        measure: "level",
        value: "94306",
        status: "flash",
        asOf: "2017-07-17",
        source: "财政部",
        simulated: false,
        reason: null,
      },
    ],
    reportedBy: "财政部",
    committedAt: "2020-07-20T04:00:00.000Z",
  });
  const job = await read(csv(line("2017年1-6月", "94307")));
  expect((await cellsOf(job))[0]).toMatchObject({ verdict: "changed", before: "94306" });
  const silent = await wang.ask("POST", `/imports/${job.id}/apply`, {});
  expect(silent.status).toBe(422);
  expect((await wang.ask("POST", `/imports/${job.id}/apply`, { reason: "最终核实" })).status).toBe(
    202,
  );
  expect((await settled(job.id)).state).toBe("applied");
});

test("what somebody else sent meanwhile stops all of it", async () => {
  const job = await read(csv(line("2016年1-3月", "1"), line("2016年1-4月", "2")));
  const other = await read(csv(line("2016年1-4月", "3")));
  await wang.ask("POST", `/imports/${other.id}/apply`, {});
  await settled(other.id);
  const before = await world.storage.headSeq();
  await wang.ask("POST", `/imports/${job.id}/apply`, {});
  const failed = await settled(job.id);
  expect(failed.state).toBe("failed");
  expect(failed.message).toContain("表格!E3");
  expect(await world.storage.headSeq()).toBe(before);
});

test("a job is its account's alone, and its unit's", async () => {
  const job = await read(csv(line("2015年1-3月", "1")));
  expect((await statistics.ask("GET", `/imports/${job.id}`)).status).toBe(404);
  expect((await statistics.ask("POST", `/imports/${job.id}/apply`, {})).status).toBe(404);
  expect((await statistics.ask("DELETE", `/imports/${job.id}`)).status).toBe(404);
  expect((await upload(csv(), { by: statistics })).status).toBe(403);
  expect((await wang.ask("DELETE", `/imports/${job.id}`)).status).toBe(204);
  expect((await wang.ask("GET", `/imports/${job.id}`)).status).toBe(404);
  expect(files()).toEqual([]);
});

test("nobody unknown uploads", async () => {
  const answer = await fetch(`${world.url}/api/v1/imports?unit=finance&name=a.csv`, {
    method: "POST",
    body: "1",
  });
  expect(answer.status).toBe(401);
});

test("a file that cannot be read fails with a sentence, and leaves nothing behind", async () => {
  const job = await read(Buffer.from("PK\u0003\u0004 not a workbook"), "坏.xlsx");
  expect(job).toMatchObject({ state: "failed", counts: null });
  expect(job.message).toMatch(/损坏/u);
  expect(files()).toEqual([]);
  const empty = await upload(Buffer.alloc(0));
  expect(empty.status).toBe(422);
});

test("a path or control characters in a file's name are not kept", async () => {
  const answer = await upload(csv(line("2014年1-3月", "1")), {
    name: "C:\\tmp\\..\\收\u202e入.csv",
  });
  const { fileName, id } = (await answer.json()) as ImportJob;
  expect(fileName).toBe("收入.csv");
  await settled(id);
  await wang.ask("DELETE", `/imports/${id}`);
});

/** Sends all the bytes, whatever is answered meanwhile, and resolves with the answer. */
async function flood(bytes: number, headers: Record<string, string>): Promise<Problem> {
  const { csrfToken } = await wang.me();
  return new Promise((resolve, reject) => {
    const req = request(
      `${world.url}/api/v1/imports?unit=finance&name=a.xlsx`,
      {
        method: "POST",
        // What a body breaks off on is no connection for the next one.
        agent: false,
        headers: {
          cookie: [...wang.cookies].map(([key, value]) => `${key}=${value}`).join("; "),
          "x-csrf-token": csrfToken,
          ...headers,
        },
      },
      (res) => {
        let text = "";
        res.on("data", (chunk: Buffer) => (text += chunk.toString()));
        // An answer is no use to a sender whose connection stands still.
        res.on("end", () => void sentAll.then(() => resolve(JSON.parse(text) as Problem)));
      },
    );
    req.on("error", reject);
    const sentAll = new Promise<void>((sent) => req.once("finish", sent));
    const chunk = Buffer.alloc(1024 * 1024, 65);
    let sent = 0;
    const more = () => {
      if (sent >= bytes) return void req.end();
      sent += chunk.length;
      req.write(chunk, () => setImmediate(more));
    };
    more();
  });
}

test.each<[string, Record<string, string>]>([
  ["that says so", { "content-length": String(200 * 1024 * 1024) }],
  ["that does not say so", { "transfer-encoding": "chunked" }],
])("a body of 200 MB %s is refused and stored nowhere", async (_name, headers) => {
  const problem = await flood(200 * 1024 * 1024, headers);
  expect(problem).toMatchObject({ status: 413, code: "body_too_large", detail: "文件最大 20 MB" });
  expect(files()).toEqual([]);
});

test("more imports than a person can look at are refused until some are ended", async () => {
  const jobs: ImportJob[] = [];
  for (let count = 0; count < 5; count += 1) {
    const answer = await upload(csv(line("2013年1-3月", String(count + 1))));
    jobs.push((await answer.json()) as ImportJob);
  }
  expect((await upload(csv(line("2013年1-3月", "9")))).status).toBe(429);
  for (const job of jobs) await wang.ask("DELETE", `/imports/${job.id}`);
  expect(files()).toEqual([]);
});

test("of more imports that come at once no more are taken than of those that come in turn", async () => {
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, count) => upload(csv(line("2013年1-3月", String(count + 1))))),
  );
  const taken = answers.filter(({ status }) => status === 202);
  expect(taken.length).toBeLessThanOrEqual(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(9 - taken.length);
  for (const answer of taken) {
    const { id } = (await answer.json()) as ImportJob;
    await wang.ask("DELETE", `/imports/${id}`);
  }
});

test("the template of a unit asks for what its sheet asks for", async () => {
  const answer = await wang.ask("GET", "/reports/template.xlsx?unit=finance");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain("filename*=UTF-8''");
  const table = await readTable(Buffer.from(await answer.arrayBuffer()));
  const sheet = await wang.json<ReportSheet>("GET", "/reports/sheet?unit=finance");
  const keys = table.sheets[0]?.rows.slice(4).map(({ cells }) => cells[0]?.raw);
  const waiting = sheet.fields.filter(({ entry }) => entry === null || entry.state === "returned");
  expect(keys).toEqual(waiting.map(({ key }) => key));
  expect((await statistics.ask("GET", "/reports/template.xlsx?unit=finance")).status).toBe(403);
});

test("the board and the reports are exported with their version, and it is noted who did it", async () => {
  const board = await wang.ask("GET", "/board/export.xlsx");
  expect(board.status).toBe(200);
  const table = await readTable(Buffer.from(await board.arrayBuffer()));
  expect(table.sheets[0]?.rows[1]?.cells[0]?.raw).toMatch(/^数据版本 \d+　时间 .*导出人 wang/u);
  const reports = await wang.ask("GET", "/reports/export.xlsx?unit=finance");
  const sheets = (await readTable(Buffer.from(await reports.arrayBuffer()))).sheets;
  expect(sheets.map(({ name }) => name)).toEqual(["填报", "过程"]);
  const entries = await world.storage.reports({ units: ["finance"] });
  expect(sheets[0]?.rows.length).toBe(entries.length + 3);
  const audited = await world.storage.readAudit({ limit: 50 });
  expect(audited.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["board.export", "report.export", "report.template", "report.import"]),
  );
});
