import { expect, test } from "vitest";
import { createTouch } from "./touch.ts";

test("a write that nothing rests on is waited for while it is quick", async () => {
  const written: string[] = [];
  await createTouch()("a", async () => void written.push("a"));
  expect(written).toEqual(["a"]);
});

test("a database that is slow, or takes none, keeps nobody; one write for each row is under way", async () => {
  const touch = createTouch();
  const begun: string[] = [];
  let finish = (): void => {};
  const slow = (row: string) => () => {
    begun.push(row);
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  await touch("a", slow("a"));
  await touch("a", slow("a again"));
  await touch("b", () => Promise.reject(new Error("connection terminated")));
  expect(begun).toEqual(["a"]);
  finish();
  await new Promise(setImmediate);
  await touch("a", async () => void begun.push("a later"));
  expect(begun).toEqual(["a", "a later"]);
});

test("a fault of the program is not kept quiet", async () => {
  const fault = new TypeError("no such column");
  await expect(createTouch()("a", () => Promise.reject(fault))).rejects.toBe(fault);
});
