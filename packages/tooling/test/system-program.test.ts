import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findSystemProgram } from "../src/system-program.ts";

describe("a system program that tests run", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "diaodu-program-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(...path: string[]): string {
    const file = join(folder, ...path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "#!/bin/sh\n");
    chmodSync(file, 0o755);
    return file;
  }

  it("is the one that the environment names, then PATH's, then a usual place's, then the unpacked one", () => {
    const unpacked = program("cache/nginx/usr/sbin/nginx");
    const places = [join(folder, "usual")];
    const cache = join(folder, "cache");
    const find = (environment: NodeJS.ProcessEnv) =>
      findSystemProgram("nginx", environment, places, cache);
    const PATH = [join(folder, "nothing"), join(folder, "bin")].join(":");
    expect(find({ PATH })).toBe(unpacked);
    const usual = program("usual/nginx");
    expect(find({ PATH })).toBe(usual);
    const onPath = program("bin/nginx");
    expect(find({ PATH })).toBe(onPath);
    const told = program("told/nginx");
    expect(find({ PATH, NGINX_PATH: told })).toBe(told);
  });

  it("is nowhere when no place has it", () => {
    expect(findSystemProgram("promtool", {}, [folder], folder)).toBeUndefined();
  });

  it("is refused when the environment names what cannot be run", () => {
    expect(() => findSystemProgram("promtool", { PROMTOOL_PATH: "/nowhere/promtool" })).toThrow(
      "PROMTOOL_PATH 指向的程序不能运行：/nowhere/promtool",
    );
  });
});
