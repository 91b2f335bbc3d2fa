import { randomUUID } from "node:crypto";
import { moveToPostgres } from "../../src/index.ts";

/** Moves as the command does, saying each step, until somebody kills it: FROM TO. */
const [, , from = "", to = ""] = process.argv;
await moveToPostgres({
  from,
  to,
  now: () => new Date(),
  newId: randomUUID,
  progress: ({ step, table, rows }) => process.stdout.write(`${step} ${table} ${rows}\n`),
});
process.stdout.write("done\n");
