import { afterEach, beforeEach, expect, test } from "vitest";
import type { Screen } from "@diaodu/contracts";
import { openBrowser, signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Browser;
beforeEach(async () => {
  world = await openWorld({ access: { board: "closed" } });
  office = await signedIn(world, "diaodu", ["dispatch_office"]);
});
afterEach(() => world.close());

test("a display shows a code, is let in by whoever types it, and let out again", async () => {
  const display = openBrowser(world);
  expect((await display.ask("GET", "/board")).status).toBe(401);
  const { code } = await display.json<{ code: string }>("POST", "/pairing");
  expect(code).toMatch(/^[0-9A-HJ-NP-Z]{6}$/u);
  expect(await display.json("GET", "/pairing")).toMatchObject({ state: "waiting", code });
  expect((await display.ask("GET", "/board")).status).toBe(401);
  const wrong = await office.ask("POST", "/screens", { code: "000000", name: "大厅" });
  expect(wrong.status).toBe(403);
  const { screen } = await office.json<{ screen: Screen }>("POST", "/screens", {
    code,
    name: "大厅",
  });
  expect(screen).toMatchObject({ name: "大厅", pairedBy: "diaodu" });
  expect(await display.json("GET", "/pairing")).toMatchObject({ state: "paired", code: null });
  expect((await display.ask("GET", "/board")).status).toBe(200);
  expect((await display.ask("GET", "/accounts")).status).toBe(403);
  expect((await office.ask("POST", "/screens", { code, name: "又一块" })).status).toBe(403);

  expect((await office.ask("DELETE", `/screens/${screen.id}`)).status).toBe(204);
  expect((await display.ask("GET", "/board")).status).toBe(401);
});

test("a code ends after ten minutes", async () => {
  const display = openBrowser(world);
  const { code } = await display.json<{ code: string }>("POST", "/pairing");
  world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000);
  expect((await office.ask("POST", "/screens", { code, name: "大厅" })).status).toBe(403);
  expect(await display.json("GET", "/pairing")).toMatchObject({ state: "waiting", code: null });
});
