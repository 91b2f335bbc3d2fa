import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("no turn of the event loop takes more tasks than fit into its slice", async () => {
  let time = 0;
  const done: string[] = [];
  const turns = createTurns(10, () => time);
  const task = (name: string) => () => {
    time += 4;
    done.push(name);
  };
  for (const name of ["a", "b", "c", "d", "e"]) turns.take("door", task(name));
  expect(done).toEqual([]);
  await turn();
  expect(done).toEqual(["a", "b", "c"]);
  await turn();
  expect(done).toEqual(["a", "b", "c", "d", "e"]);
});

test("who is on the way in goes before whoever is at the door, and each in order", async () => {
  const done: string[] = [];
  const turns = createTurns(1000, () => 0);
  turns.take("door", () => done.push("door 1"));
  turns.take("door", () => done.push("door 2"));
  turns.take("inside", () => done.push("inside 1"));
  turns.take("inside", () => done.push("inside 2"));
  await turn();
  expect(done).toEqual(["inside 1", "inside 2", "door 1", "door 2"]);
  turns.take("door", () => done.push("later"));
  await turn();
  expect(done.at(-1)).toBe("later");
});
