import { describe, expect, it } from "vitest";
import { boardFixture } from "../test/board-fixture.ts";
import { render, type View } from "./entry-server.tsx";

const draw = async (view: View, path: string, board: typeof boardFixture | null = boardFixture) =>
  (await render({ view, path, board, build: "test" })).html;
/** React puts empty comments between neighbouring texts. */
const words = (html: string) => html.replaceAll("<!-- -->", "").replaceAll(/<[^>]*>/gu, "");

describe("drawing on the server", () => {
  it("opens the phone with the sentence and the worst card", async () => {
    const text = words(await draw("phone", "/m"));
    expect(text).toContain("2 项落后，1 项偏慢，1 项不低于序时，2 项逾期未报");
    expect(text.indexOf("一般公共预算收入")).toBeLessThan(text.indexOf("城镇新增就业"));
    expect(text).toContain("落后上年曲线 6.3 个百分点");
  });

  it("names version, period, basis, release and lateness beside the figures", async () => {
    const text = words(await draw("phone", "/m"));
    for (const part of ["版本 1234", "1—5月", "统计 · 6月18日 发布", "逾期 3 天未报", "模拟"]) {
      expect(text).toContain(part);
    }
  });

  it("opens one indicator of the phone with its reasons, remainder and origin", async () => {
    const text = words(await draw("phone", "/m/i/budget_revenue/100000"));
    for (const part of ["为什么是红灯", "每月还需 16 047 亿元", "更正录入单位", "财政部"]) {
      expect(text).toContain(part);
    }
  });

  it.each(boardFixture.tiles.map((tile) => [tile.name, tile]))(
    "draws %s by itself",
    async (_, tile) => {
      const html = await draw("phone", `/m/i/${tile.indicator}/${tile.region.code}`);
      expect(words(html)).toContain(tile.name);
      expect(html).not.toContain("暂时无法显示");
    },
  );

  it("answers an unknown indicator in words", async () => {
    expect(words(await draw("phone", "/m/i/unknown/100000"))).toContain("没有这个页面");
  });

  it("opens the meeting at its worst item", async () => {
    const html = await draw("meeting", "/meeting");
    expect(html).toMatch(/<h1>一般公共预算收入/u);
    expect(words(html)).toContain("冻结当前版本");
  });

  it("draws the scene of the wall that is asked for, with its charts", async () => {
    const overview = await draw("wall", "/wall");
    const ranking = await draw("wall", "/wall?scene=ranking");
    expect(overview).toContain('data-scene="overview"');
    expect(ranking).toContain('data-scene="ranking"');
    for (const html of [overview, ranking]) {
      expect(html).toMatch(/class="echart-printed"><svg[^>]*viewBox[\s\S]*?<path/u);
    }
    expect(await draw("wall", "/wall")).toBe(overview);
  });

  it("draws the wall", async () => {
    expect(words(await draw("wall", "/wall"))).toContain("国内生产总值");
  });

  it("says so when nothing was submitted yet", async () => {
    const empty = { ...boardFixture, tiles: [], layout: [], rankings: [], feed: [] };
    expect(words(await draw("phone", "/m", empty))).toContain("尚无指标");
  });

  it("leaves the page to the browser when there is no board", async () => {
    expect(await draw("phone", "/m", null)).toBe("");
  });

  it("draws no script and no style element into the page", async () => {
    for (const view of ["wall", "phone", "meeting"] as const) {
      const html = await draw(view, view === "phone" ? "/m" : `/${view}`);
      expect(html).not.toMatch(/<script|<style/u);
    }
  });
});
