import type { Storage } from "@diaodu/storage";
import { z } from "zod";

/**
 * How the command line speaks to a running demonstration: one row asks, one row answers. It works
 * wherever both reach the same database, on every system, with the rights of that database.
 */
const ASK = "demo.command";
const ANSWER = "demo.answer";

const demoCommand = z.discriminatedUnion("verb", [
  z.object({ verb: z.literal("pause") }),
  z.object({ verb: z.literal("resume") }),
  z.object({ verb: z.literal("status") }),
  z.object({ verb: z.literal("speed"), speed: z.number().positive().max(1e9) }),
  z.object({ verb: z.literal("jump"), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u) }),
]);
export type DemoCommand = z.infer<typeof demoCommand>;

const ask = z.object({ id: z.string(), command: demoCommand });
const answer = z.object({ id: z.string(), ok: z.boolean(), words: z.string() });
export interface DemoAnswer {
  readonly ok: boolean;
  /** Chinese, for the person at the command line. */
  readonly words: string;
}

const ASK_EVERY_MS = 100;

/**
 * Asks the running demonstration and waits for its answer; null when none comes in `patienceMs`.
 * `id` must not have been used before.
 */
export async function askDemo(
  storage: Storage,
  command: DemoCommand,
  o: {
    readonly id: string;
    readonly patienceMs: number;
    readonly sleep: (ms: number) => Promise<void>;
  },
): Promise<DemoAnswer | null> {
  await storage.meta.set(ASK, JSON.stringify({ id: o.id, command }));
  for (let waited = 0; waited < o.patienceMs; waited += ASK_EVERY_MS) {
    const said = read(answer, await storage.meta.get(ANSWER));
    if (said?.id === o.id) return { ok: said.ok, words: said.words };
    await o.sleep(ASK_EVERY_MS);
  }
  return null;
}

export interface CommandListener {
  /** Looks once and answers what is new. Call it steadily; calls must not overlap. */
  look(): Promise<void>;
}

/** Listens for commands asked from now on; one left from an earlier run is not obeyed. */
export async function listenForCommands(
  storage: Storage,
  obey: (command: DemoCommand) => Promise<DemoAnswer>,
): Promise<CommandListener> {
  let handled = read(ask, await storage.meta.get(ASK))?.id ?? null;
  return {
    async look() {
      const asked = read(ask, await storage.meta.get(ASK));
      if (asked === null || asked.id === handled) return;
      handled = asked.id;
      const said = await obey(asked.command);
      await storage.meta.set(ANSWER, JSON.stringify({ id: asked.id, ...said }));
    },
  };
}

/** The row's value; null where it is missing or not ours. */
function read<S extends z.ZodType>(schema: S, text: string | null): z.output<S> | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
