import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { follow, submitOne } from "../../test/followed.ts";
import { openWorld, subscribe } from "../../test/world.ts";
import type { World } from "../../test/world.ts";

const PAGES = 60;
/** Patience with a busy machine. */
const SOON = { timeout: 20_000 };
const BEHIND = 5;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("pages that come back all at once each get what they lack while those that are in hear every change", async () => {
  const board = await world.board();
  const inside = await follow(world.connect(), board);
  for (let count = 0; count < BEHIND; count += 1) await submitOne(world);
  await expect.poll(() => inside.heard.at(-1)?.to, SOON).toBe(board.seq + BEHIND);

  const storm = Promise.all(Array.from({ length: PAGES }, () => follow(world.connect(), board)));
  let over = false;
  void storm.finally(() => {
    over = true;
  });
  let seq = 0;
  do {
    seq = await submitOne(world);
    // Told before the next change is made, storm or not.
    await expect.poll(() => inside.heard.at(-1)?.to, SOON).toBe(seq);
  } while (!over);
  const pages = await storm;
  await expect
    .poll(() => pages.every(({ answer, heard }) => (heard.at(-1) ?? answer).to === seq), SOON)
    .toBe(true);
  for (const { answer, heard } of pages) {
    expect(answer.from).toBe(board.seq);
    expect(answer.items.map((item) => item.seq)).toEqual(
      Array.from({ length: answer.to - board.seq }, (_, index) => board.seq + 1 + index),
    );
    let at = answer.to;
    for (const changes of heard) {
      expect(changes.from).toBe(at);
      at = changes.to;
    }
  }
});

test("what many pages lack is put together and encoded once for those that ask together", async () => {
  const board = await world.board();
  for (let count = 0; count < BEHIND; count += 1) await submitOne(world);
  const clients = Array.from({ length: PAGES }, () => world.connect());
  await Promise.all(
    clients.map((client) => new Promise<void>((resolve) => client.once("connect", resolve))),
  );
  const combined = vi.spyOn(world.boards, "changes");
  const encoded = vi.spyOn(JSON, "stringify");
  const answers = await Promise.all(clients.map((client) => subscribe(client, board)));
  const long = encoded.mock.results.filter(
    ({ value }) => typeof value === "string" && value.includes('"kind":"changes"'),
  );
  encoded.mockRestore();
  for (const answer of answers)
    expect(answer).toMatchObject({ from: board.seq, to: board.seq + BEHIND });
  expect(combined.mock.calls.length).toBeLessThan(PAGES);
  expect(long.length).toBe(combined.mock.calls.length);
});
