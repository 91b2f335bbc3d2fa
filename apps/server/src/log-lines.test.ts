import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { logLines } from "./log-lines.ts";

test("lines are out when the call returns, whole and in order", () => {
  const folder = mkdtempSync(join(tmpdir(), "diaodu-log-"));
  const path = join(folder, "log");
  const fd = openSync(path, "a");
  const lines = logLines(fd);
  for (const word of ["一", "二"]) lines.write(`{"msg":"${word}"}\n`);
  expect(readFileSync(path, "utf8")).toBe('{"msg":"一"}\n{"msg":"二"}\n');
  closeSync(fd);
  rmSync(folder, { recursive: true });
});

// The one device that is always full is Linux's.
test.runIf(process.platform === "linux")("a log that takes nothing is no error", () => {
  const fd = openSync("/dev/full", "w");
  const lines = logLines(fd);
  for (let n = 0; n < 1000; n += 1) expect(() => lines.write("words\n")).not.toThrow();
  closeSync(fd);
});
