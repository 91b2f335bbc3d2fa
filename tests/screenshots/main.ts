import { mkdtempSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launchChromium, watchPage } from "@diaodu/tooling/browser";
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
import { startDemo, type RunningServer } from "../browser/harness.ts";
import { deviceOf } from "../browser/people.ts";
import { MORE_OFFICE_SHOTS, OFFICE_SHOTS, type OfficeShot } from "./office.ts";
import { playRound } from "./office-round.ts";

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

interface Wish {
  /** Every view at every size, not only what the README shows. */
  readonly all: boolean;
  readonly folder: string;
  /** How the names of pictures begin; empty for every one. */
  readonly only: string;
}

async function main({ all, folder, only }: Wish): Promise<void> {
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
    const shots = all ? allShots([...scenes, "ranking"]) : SHOTS;
    for (const shot of shots.filter(({ name }) => name.startsWith(only))) {
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
    // Last: from here on the board moves.
    await shootOffice(server, browser, { all, folder, only });
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function shootOffice(
  server: RunningServer,
  browser: Browser,
  { all, folder, only }: Wish,
): Promise<void> {
  const { origin } = server;
  const signedIn = (login: string, size: Size) =>
    deviceOf(browser, { origin, login, password: server.password(), size });
  await playRound(origin, (login) => signedIn(login, DESK));
  const shoot = async ({ login, path, act }: OfficeShot, name: string, size: Size) => {
    if (!name.startsWith(only)) return;
    const context = await signedIn(login, size);
    const page = await context.newPage();
    const watch = watchPage(page, origin);
    await page.goto(origin + path);
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
  if (!all) {
    for (const shot of OFFICE_SHOTS) await shoot(shot, shot.name, PICTURE);
    return;
  }
  for (const size of [DESK, PHONE]) {
    for (const shot of [...OFFICE_SHOTS, ...MORE_OFFICE_SHOTS]) {
      await shoot(shot, `${shot.name}-${size.width}`, size);
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
