import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { guarded, StorageUnavailable } from "./errors.ts";

describe("an error of the database", () => {
  test("from a full disk is storage unavailable, with its cause", async () => {
    const database = new DatabaseSync(":memory:");
    database.exec("create table t (a text); pragma max_page_count = 3");
    const filling = guarded(async () => {
      for (let n = 0; n < 1000; n += 1) database.exec("insert into t values (hex(zeroblob(900)))");
    });
    await expect(filling).rejects.toThrow(StorageUnavailable);
    await expect(filling).rejects.toMatchObject({
      full: true,
      cause: { errstr: "database or disk is full" },
    });
  });

  test("from a wrong statement or a broken rule stays what it is", async () => {
    const database = new DatabaseSync(":memory:");
    database.exec("create table t (a integer primary key); insert into t values (1)");
    for (const statement of ["selec 1", "insert into t values (1)"]) {
      const failing = guarded(async () => database.exec(statement));
      await expect(failing).rejects.not.toThrow(StorageUnavailable);
    }
  });
});
