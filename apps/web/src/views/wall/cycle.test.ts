import { describe, expect, test } from "vitest";
import { boardFixture } from "../../../test/board-fixture.ts";
import { dispatchFixture as dispatch, LONG_TITLE } from "../../../test/fixture-dispatch.ts";
import { render } from "../../entry-server.tsx";
import { cycleOf } from "./cycle.ts";
import { roundLine } from "./RoundLine.tsx";

const board = { ...boardFixture, dispatch };

async function drawn(part: typeof board): Promise<string> {
  const { html } = await render({
    view: "wall",
    path: "/wall?scene=cycle",
    board: part,
    build: "",
  });
  expect(html).toContain('data-scene="cycle"');
  return html.replaceAll("<!-- -->", "").replaceAll(/<[^>]*>/gu, "");
}

describe("what the scene of the cycle says", () => {
  test("late units come first, then who has most left; a unit that owes nothing is not named", () => {
    const units = cycleOf(board)?.units.shown.map(({ code, light }) => [code, light]);
    expect(units).toEqual([
      ["c", "behind"],
      ["b", "none"],
      ["a", "on"],
    ]);
  });

  test("an item wears the light that its indicator has now, and none without an indicator", () => {
    const lights = cycleOf(board)?.items.shown.map(({ light }) => light);
    expect(lights?.slice(0, 3)).toEqual([null, "behind", null]);
  });

  test("lists are cut to the room there is, and the rest is counted, also what never came along", () => {
    const cycle = cycleOf(board);
    expect(cycle?.items).toMatchObject({ more: 5, roomy: false });
    expect(cycle?.items.shown).toHaveLength(9);
    expect(cycle?.turns.shown.map(({ turn }) => turn)).toEqual(["behind", "recovered", "stayed"]);
  });

  test("before the first round there is nothing to say", () => {
    expect(cycleOf(boardFixture)).toBeNull();
  });
});

describe("drawing the scene", () => {
  test("who has reported, whose problems there are, what was issued and what turned", async () => {
    const text = await drawn(board);
    for (const part of [
      "逾期 3 天 · 已报 5/6",
      "未报 0/4",
      "已报齐 4/4",
      LONG_TITLE,
      "超期 4 天",
      "另有 5 项",
      "待销号",
      "督办单财政收入连续 4 期落后德调督〔2020〕12号 · 市财政局模拟已送达",
      "第 84 期红黄绿灯变化",
      "转红",
      "好转",
      "连续 12 期",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("a round without problems or slips says so", async () => {
    const items = { open: 0, overdue: 0, waiting: 0, closed: 0, list: [] };
    const slips = { open: 0, issued: [] };
    const text = await drawn({ ...board, dispatch: { ...dispatch, items, slips } });
    expect(text).toContain("本期没有新问题");
    expect(text).toContain("本期没有新签发的单据");
  });

  test("a part that lacks its round and its gaps is drawn all the same", async () => {
    const text = await drawn({ ...board, dispatch: { ...dispatch, round: null, gaps: null } });
    expect(text).toContain("本期没有填报任务");
  });
});

describe("the round in the header", () => {
  const round = (state: "open" | "due" | "late" | "closed", reported = 9) => {
    const { round: running } = dispatch;
    return running === null
      ? null
      : roundLine({ dispatch: { ...dispatch, round: { ...running, state, reported } } });
  };

  test("it says until when figures are due, and once that has passed how many are missing", () => {
    expect(round("open")).toMatchObject({ due: "6月18日 17:00 截止", missing: null });
    expect(round("due")).toMatchObject({ due: "今日 17:00 截止", missing: null });
    expect(round("late")).toMatchObject({ missing: "本期未报 5 项" });
    expect(round("late", 14)).toMatchObject({ due: "17:00 已截止", missing: null });
    expect(round("closed", 14)).toMatchObject({ due: "本期已结束", missing: null });
  });
});
