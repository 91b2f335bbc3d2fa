import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTaskRunner, RUNNER_LIMITS, TaskBroken } from "./run-task.ts";
import type { TaskRunner } from "./run-task.ts";
import type { TablesTask } from "./task.ts";

const TASK: TablesTask = { kind: "tables", tables: [] };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-workers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A runner whose workers do `body` with each task instead of documents. */
function runner(body: string, over: Partial<typeof RUNNER_LIMITS> = {}): TaskRunner {
  const path = join(folder, `${crypto.randomUUID()}.mjs`);
  const script = `let count = 0;
    process.on("disconnect", () => process.exit());
    process.on("message", () => { count += 1; ${body} });`;
  writeFileSync(path, script);
  return createTaskRunner({ ...RUNNER_LIMITS, ...over }, pathToFileURL(path));
}
const DONE = "process.send({ kind: 'done', answer: count });";

test.each([
  ["throws", "throw new Error('bug');", /中断/u],
  ["ends itself", "process.exit(3);", /中断/u],
  ["never answers", "", /超过 0 秒/u],
  ["never comes back", "for (;;);", /超过 0 秒/u],
  ["eats memory", "const a = []; for (;;) a.push(new Array(1000).fill({}));", /内存/u],
])(
  "a worker that %s breaks its task alone",
  async (_name, body, words) => {
    const memory = body.includes("push");
    const limits = memory
      ? { memoryMb: 32 }
      : { timeMs: body.includes("Error") || body.includes("exit") ? 60_000 : 300 };
    const broken = runner(`if (count === 1) { ${body} } else { ${DONE} }`, limits);
    const error: unknown = await broken.run(TASK).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TaskBroken);
    expect((error as TaskBroken).message).toMatch(words);
    await broken.close();
  },
  60_000,
);

test("after a broken worker the next task gets a fresh one", async () => {
  const once = runner(`if (count === 2) throw new Error("bug"); ${DONE}`, { workers: 1 });
  expect(await once.run(TASK)).toBe(1);
  await expect(once.run(TASK)).rejects.toBeInstanceOf(TaskBroken);
  expect(await once.run(TASK)).toBe(1);
  await once.close();
}, 60_000);

test("no more workers run than allowed; the others wait for their turn, or leave the queue", async () => {
  const two = runner(
    `process.send({ kind: 'progress', done: 1, total: 1 }); setTimeout(() => { ${DONE} }, 100);`,
    { workers: 2 },
  );
  let running = 0;
  let most = 0;
  const leave = new AbortController();
  const left = two.run(TASK, { signal: leave.signal }).catch(() => "left");
  const one = async () => {
    await two.run(TASK, {
      onProgress: () => {
        running += 1;
        most = Math.max(most, running);
      },
    });
    running -= 1;
  };
  const tasks = Array.from({ length: 5 }, one);
  leave.abort(new Error("cancelled"));
  expect(await left).toBe("left");
  await Promise.all(tasks);
  expect(most).toBeLessThanOrEqual(2);
  await two.close();
}, 60_000);
