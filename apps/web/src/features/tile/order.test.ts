import { describe, expect, it } from "vitest";
import { boardFixture } from "../../../test/board-fixture.ts";
import { daysOverdue, sentenceOf, worstFirst } from "./order.ts";

const today = boardFixture.clock.date;
const spoken = (parts: ReturnType<typeof sentenceOf>) =>
  parts.map((part) => `${part.count}${part.words}`).join("，");

describe("the order of the cards", () => {
  it("puts red first, then yellow, then what is overdue, then green, then what has no target", () => {
    const keys = worstFirst(boardFixture, today).map((tile) => tile.key);
    expect(keys.slice(0, 4)).toEqual([
      "budget_revenue:100000",
      "good_days:371400",
      "surveyed_unemployment:100000",
      "new_jobs:100000",
    ]);
    expect(keys.at(-1)).toBe("key_projects:371400");
  });

  it("puts the larger gap first inside one colour", () => {
    const [revenue] = boardFixture.tiles.filter((tile) => tile.light.light === "behind");
    const worse = {
      ...revenue!,
      key: "worse:100000",
      progress: { ...revenue!.progress!, gap: "-9.9" },
    };
    const board = { ...boardFixture, tiles: [...boardFixture.tiles, worse] };
    expect(worstFirst(board, today)[0]?.key).toBe("worse:100000");
  });

  it("keeps an overdue red with the reds", () => {
    const [first] = worstFirst(boardFixture, "2021-01-01");
    expect(first?.light.light).toBe("behind");
  });

  it("counts a figure as overdue from the day after its last day", () => {
    const tile = boardFixture.tiles[0]!;
    expect(daysOverdue(tile, "2020-07-20")).toBe(0);
    expect(daysOverdue(tile, "2020-07-21")).toBe(1);
  });
});

describe("the sentence", () => {
  it("says every colour that occurs and what is overdue", () => {
    expect(spoken(sentenceOf(boardFixture.tiles, today))).toBe(
      "2 项落后，1 项偏慢，1 项不低于序时，2 项逾期未报",
    );
  });

  it("leaves out what counts nothing", () => {
    const greens = boardFixture.tiles.filter((tile) => tile.light.light === "on");
    expect(spoken(sentenceOf(greens, "2020-06-01"))).toBe("1 项不低于序时");
  });

  it("names indicators without a target when there is nothing else to say", () => {
    const none = boardFixture.tiles.filter((tile) => tile.light.light === "none");
    expect(spoken(sentenceOf(none, "2020-06-01"))).toBe("4 项无年度目标");
  });
});
