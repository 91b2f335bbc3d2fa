import { ensureChromium } from "./browser-find.ts";

// Run as a program before anything that opens a browser.
try {
  console.log(`浏览器：${ensureChromium()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
