import { AxeBuilder } from "@axe-core/playwright";
import type { Board } from "@diaodu/contracts";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import { DESK, expectConfirmedAt, expectDrawn, openPage, PHONE, WALL_4K } from "./pages.ts";
import { CUT_TEXTS, EXTRA_WIDTH, OVERFULL_CELLS, shows, smallerThan } from "./screen.ts";

const SIZES = [WALL_4K, DESK, PHONE].map((size) => ({
  size,
  name: `${size.width}×${size.height}`,
}));
const PATHS = ["/wall?hold", "/m", "/m/i/budget_revenue/100000", "/meeting"];

let server: RunningServer;
let browser: Browser;
let board: Board;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  board = await server.board();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Opens a view that is live and drawn, looks at it, and demands that it was clean throughout. */
async function look(
  path: string,
  size: typeof DESK,
  see: (view: Awaited<ReturnType<typeof openPage>>) => Promise<void>,
): Promise<void> {
  const view = await openPage(browser, { origin: server.origin, path, size });
  await expectConfirmedAt(board.seq, [view]);
  await expectDrawn(view);
  await see(view);
  view.watch.assertClean();
  await view.context.close();
}

describe.each(SIZES)("on $name", ({ size }) => {
  it.each(PATHS)("%s is Chinese, prints its version and needs no horizontal scrolling", (path) =>
    look(path, size, async ({ page }) => {
      expect(await page.evaluate("document.documentElement.lang")).toBe("zh-CN");
      expect(await page.evaluate(EXTRA_WIDTH)).toBe(0);
      expect(await page.evaluate(CUT_TEXTS)).toEqual([]);
      expect(await page.evaluate(OVERFULL_CELLS)).toEqual([]);
    }),
  );

  it.each(["/wall?hold", "/m", "/meeting"])("%s speaks of all five families", (path) =>
    look(path, size, async ({ page }) => {
      expect(board.layout).toHaveLength(5);
      for (const { name, tiles } of board.layout) {
        const words = board.tiles
          .filter(({ key }) => tiles.includes(key))
          .flatMap((tile) => [tile.name, tile.shortName]);
        const shown = await Promise.all(words.map((word) => page.evaluate(shows(word))));
        expect(shown, `${name}: ${words.join("、")}`).toContain(true);
      }
    }),
  );
});

it.each([WALL_4K, DESK])(
  "every scene of the wall on $width×$height is whole, and its smallest text a 54th of the height",
  (size) =>
    look("/wall?hold", size, async (view) => {
      const seen = new Set<string>();
      const sceneNow = () => view.page.locator("main.wall").getAttribute("data-scene");
      for (let scene = await sceneNow(); scene !== null && !seen.has(scene);) {
        seen.add(scene);
        await expectDrawn(view);
        expect(await view.page.evaluate(smallerThan(size.height / 54)), scene).toEqual([]);
        expect(await view.page.evaluate(CUT_TEXTS), scene).toEqual([]);
        expect(await view.page.evaluate(EXTRA_WIDTH), scene).toBe(0);
        await view.page.keyboard.press("ArrowRight");
        scene = await sceneNow();
      }
      const families = board.layout.map(({ family }) => family);
      expect([...seen]).toEqual(expect.arrayContaining(["overview", ...families, "ranking"]));
    }),
);

it.each([
  ["/wall?hold", DESK],
  ["/wall?scene=ranking", DESK],
  ["/m", PHONE],
  ["/m/i/budget_revenue/100000", PHONE],
  ["/m/i/good_days/371400", PHONE],
  ["/meeting", DESK],
] as const)("%s passes WCAG 2.2 AA", (path, size) =>
  look(path, size, async ({ page }) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map((n) => n.html) }));
    expect(found).toEqual([]);
  }),
);

it.each(["/wall", "/m", "/meeting"])(
  "%s shows its figures without running a script",
  async (path) => {
    const view = await openPage(browser, {
      origin: server.origin,
      path,
      size: DESK,
      javaScriptEnabled: false,
    });
    const text = (await view.page.locator("body").innerText()).replace(/\s/g, "");
    // The meeting shows one indicator at a time; the others show all.
    const tiles = board.tiles.filter(({ figure }) => figure !== null);
    const shown = tiles.filter(({ figure }) =>
      figure?.facts.some((fact) => text.includes(fact.text.replace(/\s/g, ""))),
    );
    expect(shown.length).toBeGreaterThanOrEqual(path === "/meeting" ? 1 : tiles.length);
    expect(text).toMatch(/版本1043|版本1\D?043/);
    view.watch.assertClean();
    await view.context.close();
  },
);
