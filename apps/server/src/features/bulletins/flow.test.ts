import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BulletinOnWire, BulletinPreview, Bulletins, Problem } from "@diaodu/contracts";
import {
  blocksOf,
  draftOf,
  editOf,
  expectedCells,
  officeWithFigures,
  paperOf,
  REVENUE,
} from "../../../test/bulletins.ts";
import { signedIn } from "../../../test/people.ts";
import type { Office } from "../../../test/units.ts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

/** The first paper starts a process of its own. */
const PATIENCE = 60_000;

let world: World;
let office: Office;
beforeAll(async () => {
  world = await openWorld();
  office = await officeWithFigures(world);
});
afterAll(() => world.close());

const code = async (answer: Response | Promise<Response>) =>
  ((await (await answer).json()) as Problem).code;
const issue = (id: string, version: number) =>
  office.dispatch.ask("POST", `/bulletins/${id}/steps`, { version, event: "issue" });

test(
  "its numbers are those of the frozen board, whatever changes afterwards",
  async () => {
    const made = await draftOf(office.dispatch);
    const board = await world.boards.at(made.seq);
    const before = await paperOf(office.dispatch, `/bulletins/${made.id}.docx`);
    const corrected = figure({ ...REVENUE, value: "99999", reason: "更正" });
    expect((await world.post(submissionOf(corrected))).status).toBe(201);
    const after = await paperOf(office.dispatch, `/bulletins/${made.id}.docx`);
    expect(Buffer.compare(after.bytes, before.bytes)).toBe(0);
    expect(after.etag).toBe(before.etag);

    if (board === null) throw new Error("the version is there");
    const expected = expectedCells(board);
    const rows = after.rows.filter((cells) => cells.length === made.annex.header.length).slice(1);
    expect(rows).toHaveLength(board.tiles.length);
    for (const [at, { value, growth, gap }] of expected.entries()) {
      const [, , printed = "", change = "", , , , distance = ""] = rows[at] ?? [];
      if (value !== null) expect(printed.replace("%", "")).toBe(value.replace("-", "−"));
      if (growth !== null) expect(change).toBe(growth.replace("-", "−"));
      if (gap !== null) expect(distance).toBe(gap);
    }
    const text = after.paragraphs.join("\n");
    expect(text).toContain("96176");
    expect(text).not.toContain("99999");
    expect(text).toContain(`数据版本${made.seq}`);
    // The same version drawn up again says the same.
    const again = await draftOf(office.dispatch, made.seq);
    expect(again.annex).toEqual(made.annex);
    const fresh = await office.dispatch.ask("GET", `/bulletins/${made.id}.docx`);
    expect(fresh.headers.get("content-disposition")).toContain("filename*=UTF-8''");
  },
  PATIENCE,
);

describe("editing and issuing", () => {
  test(
    "marks what was changed, and other numbers apart",
    async () => {
      const made = await draftOf(office.dispatch);
      const blocks = blocksOf(made);
      const sentence = made.blocks.findIndex(
        ({ text }) => text.includes("96176") || text.includes("99999"),
      );
      const closing = blocks.length - 1;
      const wanted = blocks.map((block, at) => {
        if (at === sentence) return { ...block, text: block.text.replace(/9\d{4}/u, "12345") };
        return at === closing ? { ...block, text: "请抓紧落实。" } : block;
      });
      const added = { kind: "paragraph", text: "另行通知。", from: null };
      const edited = await office.dispatch.json<BulletinOnWire>(
        "PUT",
        `/bulletins/${made.id}`,
        editOf(made, { blocks: [...wanted, added], title: "关于<b>&调度</b>的通报" }),
      );
      expect(edited.blocks[sentence]).toMatchObject({ mark: "figures" });
      expect(edited.blocks[sentence]?.drawn).toMatch(/9\d{4}/u);
      expect(edited.blocks[closing]).toMatchObject({ mark: "edited" });
      expect(edited.blocks.at(-1)).toMatchObject({ mark: "added" });
      expect(edited.blocks.filter(({ mark }) => mark !== "drawn")).toHaveLength(3);
      const [newest] = edited.history ?? [];
      expect(newest?.changes.map(({ figures }) => figures)).toEqual([false, true, false, false]);
      // A hostile title is text on the paper, and the annex is as it was.
      const paper = await paperOf(office.dispatch, `/bulletins/${made.id}.docx`);
      expect(paper.paragraphs.join("")).toContain("关于<b>&调度</b>的通报");
      expect(edited.annex).toEqual(made.annex);
      // The editor who did not see this is told so.
      const late = office.dispatch.ask("PUT", `/bulletins/${made.id}`, editOf(made));
      expect(await code(late)).toBe("changed_meanwhile");
    },
    PATIENCE,
  );

  test("refuses a block that was taken from nowhere, or twice", async () => {
    const made = await draftOf(office.dispatch);
    for (const from of [0, 9999]) {
      const blocks = [...blocksOf(made), { kind: "paragraph", text: "x", from }];
      const answer = office.dispatch.ask("PUT", `/bulletins/${made.id}`, editOf(made, { blocks }));
      expect(await code(answer)).toBe("validation_failed");
    }
  });

  test(
    "an issued bulletin has its number and date, is not edited, and is withdrawn with a reason",
    async () => {
      const made = await draftOf(office.dispatch);
      const issued = (await (await issue(made.id, made.version)).json()) as BulletinOnWire;
      expect(issued).toMatchObject({ state: "issued", issuedOn: "2020-07-20" });
      expect(issued.number).toMatch(/^调度通报〔2020〕\d+号$/u);
      expect(issued.dateText).toBe("2020年7月20日");
      const edit = office.dispatch.ask("PUT", `/bulletins/${made.id}`, editOf(issued));
      expect(await code(edit)).toBe("step_refused");
      expect(await code(issue(made.id, issued.version))).toBe("step_refused");
      const paper = await paperOf(office.viewer, `/bulletins/${made.id}.docx`);
      expect(paper.paragraphs).toContain(issued.number);
      const withdraw = (words?: string) =>
        office.dispatch.ask("POST", `/bulletins/${made.id}/steps`, {
          version: issued.version,
          event: "withdraw",
          words,
        });
      expect((await withdraw()).status).toBe(422);
      expect(((await (await withdraw("数据有误")).json()) as BulletinOnWire).state).toBe(
        "withdrawn",
      );
      const after = await paperOf(office.viewer, `/bulletins/${made.id}.docx`);
      expect(after.paragraphs.join("")).toContain("已撤回");
    },
    PATIENCE,
  );

  test(
    "two servers issue at once without a hole in the numbers, and one bulletin once",
    async () => {
      const other = await openWorld({ storageUrl: world.storageUrl, empty: true });
      try {
        const second = await signedIn(other, "second", ["dispatch_office"]);
        const drafts: BulletinOnWire[] = [];
        for (let at = 0; at < 6; at += 1) drafts.push(await draftOf(office.dispatch));
        const answers = await Promise.all(
          drafts.flatMap(({ id, version }) => [
            issue(id, version),
            second.ask("POST", `/bulletins/${id}/steps`, { version, event: "issue" }),
          ]),
        );
        expect(answers.filter(({ ok }) => ok)).toHaveLength(6);
        const { bulletins } = await office.dispatch.json<Bulletins>("GET", "/bulletins");
        const numbers = bulletins
          .flatMap(({ number }) => (number === null ? [] : [Number(/(\d+)号$/u.exec(number)?.[1])]))
          .toSorted((a, b) => a - b);
        expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      } finally {
        await other.close();
      }
    },
    PATIENCE,
  );
});

describe("who reads and writes", () => {
  test("a draft is there for its writers alone, an issued one without its history for all who read", async () => {
    const made = await draftOf(office.dispatch);
    for (const reader of [office.viewer, office.leader, office.wang]) {
      expect((await reader.ask("GET", `/bulletins/${made.id}`)).status).toBe(404);
      expect((await reader.ask("GET", `/bulletins/${made.id}.docx`)).status).toBe(404);
      expect((await reader.ask("PUT", `/bulletins/${made.id}`, editOf(made))).status).toBe(403);
      const { bulletins } = await reader.json<Bulletins>("GET", "/bulletins");
      expect(bulletins.map(({ id }) => id)).not.toContain(made.id);
    }
    await issue(made.id, made.version);
    const seen = await office.viewer.json<BulletinOnWire>("GET", `/bulletins/${made.id}`);
    expect(seen).toMatchObject({ history: null, steps: [], state: "issued" });
    expect((await fetch(`${world.url}/api/v1/bulletins/${made.id}.docx`)).status).toBe(401);
    expect((await office.admin.ask("GET", `/bulletins/${made.id}`)).status).toBe(403);
  });
});

test("a template is shown on the present board, or every fault of it", async () => {
  const preview = (key: string, text: string) =>
    office.dispatch.json<BulletinPreview>("POST", "/bulletins/preview", { key, text });
  const own = await preview("byIndicator.budget_revenue", "{指标}{数值:2}{单位}");
  expect(own.faults).toEqual([]);
  expect(own.sentences[0]?.sentence).toMatch(/^一般公共预算收入\d+\.00亿元/u);
  const faulty = await preview("byKind.cumulative", "{数}[x");
  expect(faulty.faults.length).toBeGreaterThan(1);
  expect(faulty.sentences).toEqual([]);
  expect((await preview("nothing", "x")).faults).toHaveLength(1);
  const kinds = await preview("byKind.cumulative", "{时期}{指标}");
  expect(kinds.sentences.length).toBeGreaterThan(1);
  expect((await preview("overall", "共{总数}项")).sentences).toHaveLength(1);
});
