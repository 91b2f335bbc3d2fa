import { chromium, type Browser, type LaunchOptions } from "playwright-core";
import { ensureChromium } from "./browser-find.ts";

export { ensureChromium, findChromium } from "./browser-find.ts";
export { watchPage, type PageWatch } from "./browser-watch.ts";

/** A browser that calls no one but the page's own server, and needs no GPU. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts the Chromium of this machine through Playwright; `options.args` are added to ours.
 *
 * @throws Error saying what to install when there is no browser
 */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  // Chromium's sandbox refuses to start as root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath: ensureChromium(),
    ...options,
    args: [...QUIET, ...sandbox, ...(options.args ?? [])],
  });
}
