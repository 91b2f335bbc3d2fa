import { mkdtempSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@diaodu/tooling/browser";
import {
  DESK,
  expectConfirmedAt,
  expectDrawn,
  openPage,
  PHONE,
  WALL_4K,
  type Size,
} from "../browser/pages.ts";
import { startDemo } from "../browser/harness.ts";

const README_IMAGES = fileURLToPath(new URL("../../apps/web/docs", import.meta.url));

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly size: Size;
  /** Down to the end of the page, not the first screen only. */
  readonly whole?: boolean;
}

/** A page of 16:9 at which a picture stays small and every word legible. */
const PICTURE: Size = { width: 1440, height: 810 };

/** What the README shows. */
const SHOTS: readonly Shot[] = [
  { name: "wall", path: "/wall?hold", size: PICTURE },
  { name: "wall-ranking", path: "/wall?scene=ranking", size: PICTURE },
  { name: "phone", path: "/m", size: PHONE },
  { name: "phone-detail", path: "/m/i/budget_revenue/100000", size: PHONE },
  { name: "meeting", path: "/meeting", size: PICTURE },
];

/** Every view and every scene at every size, to be looked at. */
function allShots(scenes: readonly string[]): Shot[] {
  const pages = [
    { name: "wall", path: "/wall?hold" },
    ...scenes.map((scene) => ({ name: `wall-${scene}`, path: `/wall?scene=${scene}` })),
    { name: "wall-light", path: "/wall?hold&theme=light" },
    { name: "phone", path: "/m" },
    { name: "phone-gdp", path: "/m/i/gdp/100000" },
    { name: "phone-revenue", path: "/m/i/budget_revenue/100000" },
    { name: "phone-air", path: "/m/i/good_days/371400" },
    { name: "meeting", path: "/meeting" },
  ];
  return [WALL_4K, DESK, PHONE].flatMap((size) =>
    pages.flatMap((page): Shot[] => {
      const shot = { name: `${page.name}-${size.width}`, path: page.path, size };
      return page.name.startsWith("phone") && size === PHONE
        ? [shot, { ...shot, name: `${shot.name}-whole`, whole: true }]
        : [shot];
    }),
  );
}

async function main(all: boolean): Promise<void> {
  const folder = all ? mkdtempSync(join(tmpdir(), "diaodu-shots-")) : README_IMAGES;
  mkdirSync(folder, { recursive: true });
  const [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  try {
    const board = await server.board();
    // The address of a family's second indicator, or of a second page, ends in its number.
    const scenes = board.layout.flatMap(({ family, tiles }) =>
      family === "air"
        ? [family]
        : tiles.map((_, at) => (at === 0 ? family : `${family}-${at + 1}`)),
    );
    for (const shot of all ? allShots([...scenes, "ranking"]) : SHOTS) {
      const opened = await openPage(browser, { origin: server.origin, ...shot });
      await expectConfirmedAt(board.seq, [opened]);
      await expectDrawn(opened);
      // A chart is on the screen one frame after it is in the document.
      await opened.page.evaluate(
        "new Promise((done) => requestIdleCallback(() => requestAnimationFrame(() => done(true))))",
      );
      const path = join(folder, `${shot.name}.png`);
      await opened.page.screenshot({ path, fullPage: shot.whole ?? false, animations: "disabled" });
      opened.watch.assertClean();
      await opened.context.close();
      console.log(path);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

await main(process.argv.includes("--all"));
