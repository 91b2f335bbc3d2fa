import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { storageContract } from "./contract-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "diaodu-storage-"));
let made = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storageContract("SQLite", async () => `file:${join(folder, `${(made += 1)}.db`)}`);
