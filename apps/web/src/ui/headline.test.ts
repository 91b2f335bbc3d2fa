import { expect, it } from "vitest";
import { boardFixture } from "../../test/board-fixture.ts";
import { headlineOf, publisherOf, shownFigure } from "./headline.ts";

const tileOf = (indicator: string) =>
  boardFixture.tiles.find((tile) => tile.indicator === indicator)!;

it("leads with the level and puts growth beside it", () => {
  const headline = headlineOf(tileOf("gdp").figure);
  expect([headline?.main.text, headline?.growth?.text]).toEqual(["206 504", "−6.8"]);
});

it("leads with growth where the source publishes growth only", () => {
  const headline = headlineOf(tileOf("iva").figure);
  expect([headline?.main.text, headline?.growth]).toEqual(["−2.8", null]);
});

it("shows the dispatch figure only while there is no published one", () => {
  expect(shownFigure(tileOf("key_projects"))?.basis).toBe("dispatch");
  expect(shownFigure(tileOf("gdp"))?.basis).toBe("official");
});

it("names the publisher without the place where the figure was found", () => {
  expect(publisherOf("国家统计局 · 发布日志")).toBe("国家统计局");
  expect(publisherOf("财政部")).toBe("财政部");
});
