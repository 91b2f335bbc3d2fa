import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BulletinOnWire, BulletinSources, Problem } from "@diaodu/contracts";
import { draftOf, missingAt, officeWithFigures, paperOf } from "../../../test/bulletins.ts";
import { plan, step } from "../../../test/meetings.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
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

describe("drawing up", () => {
  test("is refused with every figure that is missing at the version, and by whom", async () => {
    const { seq } = world.boards.head();
    const answer = await office.dispatch.ask("POST", "/bulletins", { from: { kind: "seq", seq } });
    const { code: why, faults = [] } = (await answer.json()) as Problem;
    expect([answer.status, why]).toEqual([409, "figures_missing"]);
    const without = world.boards.head().tiles.filter((tile) => tile.figure === null);
    expect(without.length).toBeGreaterThan(3);
    const told = faults.map(({ path }) => path);
    for (const { key } of without) expect(told).toContain(key);
    expect(told).not.toContain("gdp:100000");
    expect(faults[0]?.message).toMatch(/（.+）$/u);
    // One that is not named is still a refusal; all named are stated in the text, and audited.
    const most = { from: { kind: "seq", seq }, stated: told.slice(1) };
    const refused = await office.dispatch.ask("POST", "/bulletins", most);
    expect(((await refused.json()) as Problem).code).toBe("figures_missing");
    const made = await draftOf(office.dispatch);
    expect(made.stated.toSorted()).toEqual(told.toSorted());
    expect(made.blocks.some(({ text }) => text.startsWith("未报的有"))).toBe(true);
    const rows = await world.storage.readAudit({ limit: 20 });
    const row = rows.find(({ object }) => object === `bulletin:${made.id}`);
    expect(row).toMatchObject({ action: "bulletin.write", detail: { event: "draw_up" } });
    expect(JSON.stringify(row?.detail)).toContain(told[0]);
  });

  test("tells what is asked for that is not frozen", async () => {
    const from = [
      { kind: "round", round: "2020-R101" },
      { kind: "meeting", meeting: "none" },
      { kind: "seq", seq: world.boards.head().seq + 1 },
    ];
    for (const one of from) {
      const answer = await office.dispatch.ask("POST", "/bulletins", { from: one });
      expect(answer.status).toBe(422);
    }
  });

  test(
    "brings the open items as they stood then, and the decisions of the meeting",
    async () => {
      await office.dispatch.json("POST", "/items", {
        title: "收入缺口",
        problem: "收入落后序时进度",
        region: "100000",
        unit: "finance",
        person: { name: "王" },
        dueOn: "2020-07-24",
        remedies: [{ words: "逐户核实", unit: "finance", person: "王", dueOn: "2020-07-22" }],
      });
      const meeting = await plan(office.dispatch);
      await step(office.dispatch, meeting, { event: "freeze" });
      const decided = {
        id: "d1",
        point: null,
        words: "加快征收",
        person: "王",
        dueOn: "2020-07-23",
      };
      await step(office.dispatch, meeting, { event: "decide", ...decided, unit: "finance" });
      const sources = await office.dispatch.json<BulletinSources>("GET", "/bulletins/sources");
      const source = sources.meetings.find(({ id }) => id === meeting.id);
      expect(source).toMatchObject({ decisions: 1 });
      const made = await office.dispatch.json<BulletinOnWire>("POST", "/bulletins", {
        from: { kind: "meeting", meeting: meeting.id },
        stated: await missingAt(office.dispatch, source?.seq ?? 0),
      });
      const texts = made.blocks.map(({ text }) => text);
      expect(made.seq).toBe(source?.seq);
      expect(texts).toContain("收入缺口");
      expect(texts.find((text) => text.includes("牵头"))).toMatch(
        /^收入落后序时进度。由.+牵头，7月24日前销号。$/u,
      );
      expect(texts.some((text) => text.endsWith("：逐户核实，7月22日前完成。"))).toBe(true);
      expect(texts.some((text) => text.endsWith("：加快征收，7月23日前完成。"))).toBe(true);
      // What was decided became an item after the freeze: it is no problem of that version.
      expect(made.blocks.filter(({ level }) => level === 3)).toHaveLength(1);

      const minutes = await paperOf(office.leader, `/meetings/${meeting.id}/minutes.docx`);
      expect(minutes.rows.at(-1)).toContain("加快征收");
    },
    PATIENCE,
  );
});
