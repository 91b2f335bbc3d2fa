import { describe, expect, it } from "vitest";
import { boardFixture } from "../test/board-fixture.ts";
import { render, type View } from "./entry-server.tsx";

const draw = (view: View, path: string, board: typeof boardFixture | null = boardFixture) =>
  render({ view, path, board, build: "test" }).html;
/** React puts empty comments between neighbouring texts. */
const words = (html: string) => html.replaceAll("<!-- -->", "").replaceAll(/<[^>]*>/gu, "");

describe("drawing on the server", () => {
  it("opens the phone with the sentence and the worst card", () => {
    const text = words(draw("phone", "/m"));
    expect(text).toContain("2 项落后，1 项偏慢，1 项不低于序时，2 项逾期未报");
    expect(text.indexOf("一般公共预算收入")).toBeLessThan(text.indexOf("城镇新增就业"));
    expect(text).toContain("落后上年曲线 6.3 个百分点");
  });

  it("names version, period, basis, release and lateness beside the figures", () => {
    const text = words(draw("phone", "/m"));
    for (const part of ["版本 1234", "1—5月", "统计 · 6月18日 发布", "逾期 3 天未报", "模拟"]) {
      expect(text).toContain(part);
    }
  });

  it("opens one indicator of the phone with its reasons, remainder and origin", () => {
    const text = words(draw("phone", "/m/i/budget_revenue/100000"));
    for (const part of ["为什么是红灯", "每月还需 16 047 亿元", "更正录入单位", "财政部"]) {
      expect(text).toContain(part);
    }
  });

  it.each(boardFixture.tiles.map((tile) => [tile.name, tile]))("draws %s by itself", (_, tile) => {
    const html = draw("phone", `/m/i/${tile.indicator}/${tile.region.code}`);
    expect(words(html)).toContain(tile.name);
    expect(html).not.toContain("暂时无法显示");
  });

  it("answers an unknown indicator in words", () => {
    expect(words(draw("phone", "/m/i/unknown/100000"))).toContain("没有这个页面");
  });

  it("opens the meeting at its worst item", () => {
    const html = draw("meeting", "/meeting");
    expect(html).toMatch(/<h1>一般公共预算收入/u);
    expect(words(html)).toContain("冻结当前版本");
  });

  it("draws the wall", () => {
    expect(words(draw("wall", "/wall"))).toContain("国内生产总值");
  });

  it("says so when nothing was submitted yet", () => {
    const empty = { ...boardFixture, tiles: [], layout: [], rankings: [], feed: [] };
    expect(words(draw("phone", "/m", empty))).toContain("尚无指标");
  });

  it("leaves the page to the browser when there is no board", () => {
    expect(draw("phone", "/m", null)).toBe("");
  });

  it("draws no script and no style element into the page", () => {
    for (const view of ["wall", "phone", "meeting"] as const) {
      const html = draw(view, view === "phone" ? "/m" : `/${view}`);
      expect(html).not.toMatch(/<script|<style/u);
    }
  });
});
