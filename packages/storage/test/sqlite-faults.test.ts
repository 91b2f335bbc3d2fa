import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { openStorage, SchemaTooNew, StorageUnavailable } from "../src/index.ts";
import { openSqlite } from "../src/engine/sqlite.ts";
import { commit, figure, now } from "./contract/figures.ts";

const folder = mkdtempSync(join(tmpdir(), "diaodu-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const WRITER = fileURLToPath(new URL("./writer-process.ts", import.meta.url));
const SLIP_WRITER = fileURLToPath(new URL("./slip-writer-process.ts", import.meta.url));

interface Acknowledged {
  readonly seq: number;
  readonly value: string;
}

/** Runs a writer to its end, or kills it without warning after `killAfter` acknowledgements. */
function runWriter(
  url: string,
  what: string,
  end: { readonly count: number } | { readonly killAfter: number },
  writer = WRITER,
): Promise<Acknowledged[]> {
  return new Promise((resolve, reject) => {
    const count = "count" in end ? end.count : 0;
    const child = spawn(process.execPath, [writer, url, what, String(count)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const acknowledged: Acknowledged[] = [];
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const [seq = "", value = ""] = line.split(" ");
      acknowledged.push({ seq: Number(seq), value });
      if ("killAfter" in end && acknowledged.length === end.killAfter) child.kill("SIGKILL");
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve(acknowledged);
      else reject(new Error(`the writer ended with ${code}: ${complaint}`));
    });
  });
}

describe("a SQLite file", () => {
  test(
    "holds every acknowledged figure after its writer is killed, again and again",
    { timeout: 60_000 },
    async () => {
      const url = `file:${join(folder, "killed.db")}`;
      const acknowledged: Acknowledged[] = [];
      for (const killAfter of [1, 7, 30, 13]) {
        acknowledged.push(...(await runWriter(url, "371400", { killAfter })));
        const storage = await openStorage({ url, now });
        const stored = new Map(
          (await storage.revisions(figure())).map((r) => [r.seq, r.value] as const),
        );
        expect(acknowledged.filter((a) => stored.get(a.seq) !== a.value)).toEqual([]);
        const seqs = (await storage.changesSince(0, 10_000)).map((c) => c.seq);
        expect(seqs).toEqual(Array.from(seqs, (_, i) => i + 1));
        const [current] = await storage.observations({ years: [2020] });
        expect(current).toEqual((await storage.revisions(figure()))[0]);
        await storage.close();
      }
      expect(new Set(acknowledged.map((a) => a.seq)).size).toBe(acknowledged.length);
    },
  );

  test(
    "is written by two processes at once without a hole or a loss",
    { timeout: 60_000 },
    async () => {
      const url = `file:${join(folder, "shared.db")}`;
      const storage = await openStorage({ url, now, pollMs: 20 });
      const heard: number[] = [];
      storage.onCommit((head) => heard.push(head));
      const [left, right] = await Promise.all([
        runWriter(url, "371400", { count: 60 }),
        runWriter(url, "371402", { count: 60 }),
      ]);
      const seqs = [...left, ...right].map((a) => a.seq).toSorted((a, b) => a - b);
      expect(seqs).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
      await expect.poll(() => heard.at(-1)).toBe(120);
      expect(heard).toEqual([...new Set(heard)].toSorted((a, b) => a - b));
      await storage.close();
    },
  );

  test(
    "numbers slips without a hole or a double though two processes issue them and one is killed",
    { timeout: 60_000 },
    async () => {
      const url = `file:${join(folder, "slips.db")}`;
      await (await openStorage({ url, now })).close();
      const [killed, ended] = await Promise.all([
        runWriter(url, "killed", { killAfter: 9 }, SLIP_WRITER),
        runWriter(url, "ended", { count: 25 }, SLIP_WRITER),
      ]);
      const storage = await openStorage({ url, now });
      const slips = await storage.records("slip");
      const ids = new Set(slips.map((slip) => slip.id));
      expect([...killed, ...ended].filter(({ value }) => !ids.has(value))).toEqual([]);
      const numbers = slips.map((slip) => slip.body.number);
      expect(new Set(numbers)).toEqual(new Set(slips.map((_, n) => `德调督〔2020〕${n + 1}号`)));
      // Each has its change, its messages with its number, and its audit entry, or is not there.
      expect(await storage.headSeq()).toBe(slips.length);
      const told = await storage.messages({});
      expect(told).toHaveLength(2 * slips.length);
      const numberOf = new Map(slips.map((slip) => [slip.id, slip.body.number]));
      expect(told.filter((m) => m.number !== numberOf.get(m.about.id))).toEqual([]);
      expect(await storage.verifyAudit()).toMatchObject({ ok: true, rows: slips.length });
      await storage.close();
    },
  );

  test("that was written by a newer program is left alone", async () => {
    const path = join(folder, "newer.db");
    await (await openStorage({ url: `file:${path}`, now })).close();
    const database = new DatabaseSync(path);
    database.exec("insert into migration values (99, 'later', '2030-01-01')");
    database.close();
    await expect(openStorage({ url: `file:${path}`, now })).rejects.toThrow(SchemaTooNew);
  });

  test("that is no database, or cannot be opened, is storage unavailable", async () => {
    const text = join(folder, "text.db");
    writeFileSync(text, "not a database, only a text that is long enough to be read\n".repeat(50));
    await expect(openStorage({ url: `file:${text}`, now })).rejects.toThrow(StorageUnavailable);
    const directory = join(folder, "directory.db");
    mkdirSync(directory);
    await expect(openStorage({ url: `file:${directory}`, now })).rejects.toThrow(
      StorageUnavailable,
    );
  });

  test("that another connection is writing keeps a commit waiting, not the process", async () => {
    const path = join(folder, "busy.db");
    const storage = await openStorage({ url: `file:${path}`, now });
    const outsider = new DatabaseSync(path);
    outsider.exec("begin immediate");
    let committed = false;
    const waiting = commit(storage, [figure()]).then(() => (committed = true));
    // Only a process that is not held up gets to the rollback.
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(committed).toBe(false);
    outsider.exec("rollback");
    outsider.close();
    await waiting;
    expect(await storage.headSeq()).toBe(1);
    await storage.close();
  });

  test("that another connection keeps tells every writer so after the same wait, not one after another", async () => {
    const path = join(folder, "kept.db");
    const storage = await openStorage({ url: `file:${path}`, now });
    const engine = openSqlite(`file:${path}`, 500);
    const outsider = new DatabaseSync(path);
    outsider.exec("begin immediate");
    const began = performance.now();
    const writers = await Promise.allSettled(
      Array.from({ length: 20 }, () => engine.write(() => Promise.resolve())),
    );
    // Twenty waits in a row would be ten seconds.
    expect(performance.now() - began).toBeLessThan(5000);
    for (const writer of writers) {
      expect(writer).toMatchObject({ status: "rejected", reason: { message: /locked/u } });
    }
    outsider.close();
    await engine.write(() => Promise.resolve());
    await engine.close();
    await storage.close();
  });
});
