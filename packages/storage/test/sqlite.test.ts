import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll } from "vitest";
import { storageContract } from "./contract-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "diaodu-storage-"));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storageContract(
  "sqlite",
  async () => `file:${join(folder, `${(made += 1)}.db`)}`,
  async (url, statement) => {
    const database = new DatabaseSync(url.slice("file:".length));
    try {
      database.exec(statement);
    } finally {
      database.close();
    }
  },
);
