import { describe, expect, it } from "vitest";
import { StartRefused } from "../installation.ts";
import { findCommand, USAGE } from "./find-command.ts";

describe("the command line", () => {
  it("finds a command with its argument and its options", () => {
    const { command, given } = findCommand([
      "api-key",
      "create",
      "--name",
      "财政局",
      "--data",
      "x",
    ]);
    expect(command?.words).toBe("api-key create");
    expect(given).toEqual({
      argument: undefined,
      options: { name: "财政局", data: "x" },
      flags: new Set(),
    });
    const restore = findCommand(["restore", "backups", "--to", "2026-11-22", "--replace"]);
    expect(restore.given.flags).toEqual(new Set(["replace"]));
    expect(findCommand(["replay", "jump", "2020-06-30"]).given.argument).toBe("2020-06-30");
  });

  it("shows the list where nothing or help is asked for", () => {
    expect(findCommand([]).command).toBeNull();
    expect(findCommand(["audit", "verify", "--help"]).command).toBeNull();
    expect(USAGE).toContain("audit verify [--head 散列]");
  });

  it.each([
    [["fly"], "没有这个命令：fly"],
    [["audit", "forge"], "没有这个命令：audit forge"],
    [["audit", "verify", "--replace"], "audit verify 不认识：--replace"],
    [["audit", "verify", "--loud"], "无法识别的选项"],
    [["audit", "verify", "--name", "x"], "audit verify 不认识：--name"],
    [["catalogue", "load", "a.json", "b.json"], "catalogue load 不认识：b.json"],
  ])("refuses %j with words", (args, words) => {
    expect(() => findCommand(args)).toThrow(StartRefused);
    expect(() => findCommand(args)).toThrow(words);
  });

  it("refuses what a command cannot do before anything is opened", () => {
    const { command, given } = findCommand(["api-key", "create"]);
    expect(() => command?.prepare(given)).toThrow("请用 --name");
  });
});
