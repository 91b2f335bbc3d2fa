import { ensureChromium } from "./browser-find.ts";
import { ensureSystemProgram, SYSTEM_PROGRAMS } from "./system-program.ts";

// Run as a program before the tests and measurements: what they run and npm does not bring.
const wanted: readonly (readonly [string, () => string])[] = [
  ["浏览器", ensureChromium],
  ...SYSTEM_PROGRAMS.map((name) => [name, () => ensureSystemProgram(name)] as const),
];
for (const [name, ensure] of wanted) {
  try {
    console.log(`${name}：${ensure()}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
