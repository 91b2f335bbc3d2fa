import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSetupCode } from "./setup-code.ts";

const clock = () => new Date("2026-03-02T01:00:00.000Z");

let folder: string;
let storage: Storage;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-setup-"));
  storage = await openStorage({ url: `file:${join(folder, "diaodu.db")}`, now: clock });
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A server that starts, and what it shows on its console. */
async function started(needed = true) {
  const said: string[] = [];
  const { slate } = storage;
  const announce = (code: string) => void said.push(code);
  return { code: await openSetupCode({ slate, needed, announce, clock }), said };
}

test("the code is taken as typed by a person, until the first accounts exist", async () => {
  const { code, said } = await started();
  const [first = ""] = said;
  expect(first).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/u);
  expect(await code.matches("AAAA-AAAA-AAAA")).toBe(false);
  expect(await code.matches(first.toLowerCase().replaceAll("-", " "))).toBe(true);
  await code.close();
  expect(await code.matches(first)).toBe(false);
});

test("servers that start at once show one code, which each of them takes", async () => {
  const [one, two, three] = await Promise.all([started(), started(), started()]);
  expect(new Set([one, two, three].flatMap(({ said }) => said)).size).toBe(1);
  expect(await two.code.matches(one.said[0] ?? "")).toBe(true);
  await three.code.close();
  expect(await one.code.matches(one.said[0] ?? "")).toBe(false);
});

test("after twenty wrong ones at any server another code is announced and the first is dead", async () => {
  const [one, two] = [await started(), await started()];
  await Promise.all(
    Array.from({ length: 20 }, (_, attempt) =>
      (attempt % 2 === 0 ? one : two).code.matches(`wrong ${attempt}`),
    ),
  );
  const latest = [...one.said, ...two.said].find((said) => said !== one.said[0]) ?? "";
  expect(latest).not.toBe("");
  expect(await one.code.matches(one.said[0] ?? "")).toBe(false);
  expect(await two.code.matches(latest)).toBe(true);
  expect([one.said.at(-1), two.said.at(-1)]).toEqual([latest, latest]);
});

test("an installation with accounts has no code", async () => {
  const { code, said } = await started(false);
  expect(said).toEqual([]);
  expect(await code.matches("")).toBe(false);
});
