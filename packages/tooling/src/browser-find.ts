import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { install, mayInstall } from "./apt.ts";
import { pathFolders, runnable } from "./runnable.ts";

const NAMES = [
  "chromium",
  "google-chrome",
  "google-chrome-stable",
  "chromium-browser",
  "microsoft-edge",
  "msedge",
];

/** Where the installers of macOS and Windows put it: these are not on PATH. */
const USUAL_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * The path of a Chromium family browser: CHROMIUM_PATH, else one on PATH, else where installers
 * put it, else the newest in Playwright's cache. `undefined` when there is none.
 *
 * @throws Error when CHROMIUM_PATH names nothing that can be run
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const told = environment["CHROMIUM_PATH"];
  if (told !== undefined && told !== "") {
    if (!runnable(told)) throw new Error(`CHROMIUM_PATH 指向的程序不能运行：${told}`);
    return told;
  }
  const folders = pathFolders(environment);
  const endings = process.platform === "win32" ? [".exe"] : [""];
  const candidates = NAMES.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
  return [...candidates, ...USUAL_PLACES, ...playwrightCache(environment)].find(runnable);
}

function playwrightCache(environment: NodeJS.ProcessEnv): string[] {
  const home = homedir();
  const cache =
    environment["PLAYWRIGHT_BROWSERS_PATH"] ??
    {
      darwin: join(home, "Library/Caches/ms-playwright"),
      win32: join(environment["LOCALAPPDATA"] ?? join(home, "AppData/Local"), "ms-playwright"),
    }[process.platform as string] ??
    join(environment["XDG_CACHE_HOME"] ?? join(home, ".cache"), "ms-playwright");
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .flatMap((name) =>
      [
        "chrome-linux/chrome",
        "chrome-linux64/chrome",
        "chrome-linux/headless_shell",
        "chrome-headless-shell-linux64/chrome-headless-shell",
        "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        "chrome-win/chrome.exe",
        "chrome-win64/chrome.exe",
      ].map((program) => join(cache, name, program)),
    );
}

/**
 * The path of a browser, installing Debian's Chromium and a Chinese font where this process may.
 *
 * @throws Error (Chinese) saying exactly what to do otherwise
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) {
    ensureChineseFont();
    return found;
  }
  if (mayInstall()) {
    install(["chromium", "fonts-noto-cjk"]);
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "浏览器测试需要 Chromium（或 Chrome、Edge），本机没有找到。\n" +
      "  Debian/Ubuntu：sudo apt-get update && sudo apt-get install -y chromium fonts-noto-cjk\n" +
      "  macOS：brew install --cask google-chrome；Windows：winget install Google.Chrome\n" +
      "  已装在别处：设环境变量 CHROMIUM_PATH=<浏览器程序的路径>",
  );
}

/** Without one, screenshots show boxes; nothing else breaks, so a failure here only warns. */
function ensureChineseFont(): void {
  if (process.platform !== "linux") return;
  const fonts = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  if (fonts.status === 0 && fonts.stdout.trim() !== "") return;
  const advice = "本机没有中文字体，截图中的汉字会显示为方框：apt-get install -y fonts-noto-cjk";
  if (!mayInstall()) {
    console.warn(advice);
    return;
  }
  try {
    install(["fonts-noto-cjk", "fontconfig"]);
  } catch {
    console.warn(advice);
  }
}
