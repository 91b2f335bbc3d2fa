import { expect, test } from "vitest";
import { fillDisk } from "./disk-full.ts";

const said = (): void => {};

test("a full disk stops writes with words, not the board, and nothing acknowledged is lost", async () => {
  expect(await fillDisk("sqlite", { times: 2, say: said })).toContain("none lost");
}, 120_000);

test("the same on PostgreSQL, whose disk is full", async () => {
  expect(await fillDisk("postgres", { times: 2, say: said })).toContain("none lost");
}, 180_000);
