/**
 * A server that does nothing but write, as a process that can be stopped: reads one planned write
 * a line, writes it, and says when it has the turn and how it ended. Argument: storage URL.
 */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { openPostgres } from "../../../packages/storage/src/engine/postgres.ts";
import { openSqlite } from "../../../packages/storage/src/engine/sqlite.ts";
import { type PlannedWrite, write } from "./planned-write.ts";

const [url = ""] = process.argv.slice(2);
const engine = url.startsWith("file:") ? openSqlite(url) : openPostgres(url);
const say = (said: unknown): void => void writeSync(1, `${JSON.stringify(said)}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const plan = JSON.parse(line) as PlannedWrite;
  const answer = await write(engine, plan, {
    reached: () => {},
    cut: () => {},
    hasTurn: () => say({ turn: plan.tag }),
  });
  say({ tag: plan.tag, answer });
}
await engine.close();
