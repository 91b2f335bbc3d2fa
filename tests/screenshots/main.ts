import { mkdtempSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
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
import type { Browser } from "playwright-core";
import { startDemo } from "../browser/harness.ts";
import { deviceOf, openAs } from "../browser/people.ts";
import { CYCLE_SHOTS, MORE_OFFICE_SHOTS, OFFICE_SHOTS, type OfficeShot } from "./office.ts";
import { playRound } from "./office-round.ts";
import { playCity, type PlayedCity } from "./played-city.ts";

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
  { name: "wall-cycle", path: "/wall?scene=cycle", size: PICTURE },
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

interface Wish {
  /** Every view at every size, not only what the README shows. */
  readonly all: boolean;
  readonly folder: string;
  /** How the names of pictures begin; empty for every one. */
  readonly only: string;
}

async function main(wish: Wish): Promise<void> {
  mkdirSync(wish.folder, { recursive: true });
  const browser = await launchChromium();
  try {
    const city = await playCity();
    try {
      await shootViews(city, browser, wish);
      await shootOffice(city, browser, { ...wish, shots: CYCLE_SHOTS });
    } finally {
      await city.stop();
    }
    // Forms are filled by hand where no invented unit has reported before.
    const demo = await startDemo();
    try {
      const office = { origin: demo.origin, password: demo.password() };
      await playRound(demo.origin, (login) => deviceOf(browser, { ...office, login, size: DESK }));
      const shots = wish.all ? [...OFFICE_SHOTS, ...MORE_OFFICE_SHOTS] : OFFICE_SHOTS;
      await shootOffice(office, browser, { ...wish, shots });
    } finally {
      await demo.stop();
    }
  } finally {
    await browser.close();
  }
}

async function shootViews(
  city: PlayedCity,
  browser: Browser,
  { all, folder, only }: Wish,
): Promise<void> {
  const board = await city.board();
  // The address of a family's second indicator, or of a second page, ends in its number.
  const scenes = board.layout.flatMap(({ family, tiles }) =>
    family === "air" ? [family] : tiles.map((_, at) => (at === 0 ? family : `${family}-${at + 1}`)),
  );
  const shots = all ? allShots([...scenes, "ranking", "cycle"]) : SHOTS;
  for (const shot of shots.filter(({ name }) => name.startsWith(only))) {
    const opened = await openPage(browser, { origin: city.origin, ...shot });
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
}

async function shootOffice(
  office: { readonly origin: string; readonly password: string },
  browser: Browser,
  { all, folder, only, shots }: Wish & { readonly shots: readonly OfficeShot[] },
): Promise<void> {
  const shoot = async ({ login, path, act }: OfficeShot, name: string, size: Size) => {
    if (!name.startsWith(only)) return;
    const { page, watch, context } = await openAs(browser, { ...office, login, path, size });
    await act(page);
    // Drawers slide in and fonts arrive.
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(500);
    const file = join(folder, `${name}.png`);
    await page.screenshot({ path: file, animations: "disabled" });
    watch.assertClean();
    await context.close();
    console.log(file);
  };
  for (const size of all ? [DESK, PHONE] : [PICTURE]) {
    for (const shot of shots) {
      await shoot(shot, all ? `${shot.name}-${size.width}` : shot.name, size);
    }
  }
}

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: { all: { type: "boolean", default: false }, folder: text, only: text },
});
const usual = (): string =>
  values.all ? mkdtempSync(join(tmpdir(), "diaodu-shots-")) : README_IMAGES;
await main({ all: values.all, folder: values.folder ?? usual(), only: values.only ?? "" });
