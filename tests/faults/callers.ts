import { setTimeout as pause } from "node:timers/promises";
import type { ObservationInput } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import type { Dice } from "../model/dice.ts";
import { halfYearOver } from "../half-year.ts";

/** One write of a caller, by the idempotency key that every attempt of it carries. */
interface Sent {
  readonly key: string;
  readonly figure: ObservationInput;
  attempts: number;
  /** What it was told at last; null when it gave up without an answer. */
  seq: number | null;
}

/** What became of the writes of callers. */
export interface Tally {
  readonly acknowledged: number;
  /** Of these, sent again after their answer was lost. */
  readonly repeated: number;
  /** Without an answer: let go by their callers, or under way. */
  readonly abandoned: number;
}

/** Programs that hand figures in by HTTP, and repeat with its key what was not answered. */
export interface Callers {
  /** Each sends one figure after another until `stop`; resolves when the last one is answered. */
  run(stop: AbortSignal): Promise<void>;
  readonly sent: readonly Sent[];
  tally(): Tally;
  /** Answers that no caller should ever get. */
  readonly refused: readonly string[];
}

const REGIONS = ["110000", "120000", "130000", "140000", "150000", "210000"];
/** Longest wait for one answer, in milliseconds; then it counts as lost. */
const ANSWER_MS = 10_000;
const AGAIN_MS = 50;

/**
 * @param origins where each caller sends to; one after another where there are fewer than callers
 * @param givesUp how likely a caller is to let a figure go when its first answer is lost
 */
export function createCallers(o: {
  readonly origins: readonly string[];
  readonly secret: string;
  readonly dice: Dice;
  readonly count: number;
  readonly givesUp?: number;
  /** The day that the servers live in. */
  readonly today: Date;
}): Callers {
  const stamp = halfYearOver(o.today);
  const sent: Sent[] = [];
  const refused: string[] = [];
  const made = REGIONS.map(() => 0);

  async function attempt(origin: string, one: Sent): Promise<"answered" | "lost"> {
    one.attempts += 1;
    try {
      const answer = await fetch(`${origin}/api/v1/observations`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${o.secret}`,
          "content-type": "application/json",
          "idempotency-key": one.key,
        },
        body: JSON.stringify({ observations: [one.figure] }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (answer.status >= 500) {
        await answer.arrayBuffer();
        return "lost";
      }
      if (!answer.ok) refused.push(`${one.key}: ${answer.status} ${await answer.text()}`);
      else one.seq = ((await answer.json()) as { seq: number }).seq;
      return "answered";
    } catch {
      return "lost";
    }
  }

  async function call(caller: number, stop: AbortSignal): Promise<void> {
    const origin = o.origins[caller % o.origins.length] ?? "";
    while (!stop.aborted) {
      const n = (made[caller] = (made[caller] ?? 0) + 1);
      const key = `${caller}.${n}`;
      const figure = { ...figureOf(REGIONS[caller] ?? "", n, key), ...stamp };
      const one: Sent = { key, figure, attempts: 0, seq: null };
      sent.push(one);
      const givesUp = o.dice.chance(o.givesUp ?? 0);
      while ((await attempt(origin, one)) === "lost" && !givesUp) await pause(AGAIN_MS);
      await pause(o.dice.between(0, 15));
    }
  }

  return {
    run: async (stop) => {
      await Promise.all(Array.from({ length: o.count }, (_, caller) => call(caller, stop)));
    },
    sent,
    tally: () => {
      const answered = sent.filter(({ seq }) => seq !== null);
      return {
        acknowledged: answered.length,
        repeated: answered.filter(({ attempts }) => attempts > 1).length,
        abandoned: sent.length - answered.length,
      };
    },
    refused,
  };
}

function figureOf(
  region: string,
  n: number,
  key: string,
): Omit<ObservationInput, "period" | "asOf"> {
  return {
    indicator: "gdp",
    region,
    basis: "official",
    measure: "level",
    value: String(10_000 + n),
    status: "preliminary",
    source: `来文 ${key}`,
    simulated: false,
    reason: "修订",
  };
}

/**
 * Where the database contradicts what callers were told; reads it beside whoever serves it.
 *
 * @returns the faults found, and how many rows the log has
 */
export async function contradictions(
  url: string,
  callers: Callers,
): Promise<{ readonly faults: readonly string[]; readonly rows: number }> {
  const storage = await openStorage({ url, now: () => new Date() });
  try {
    const faults = [...callers.refused];
    const seqsOf = new Map<string, number[]>();
    let rows = 0;
    for (;;) {
      const page = await storage.changesSince(rows, 1000);
      for (const row of page) {
        rows += 1;
        if (row.seq !== rows) faults.push(`the log shows ${row.seq} where ${rows} is due`);
        if (row.kind !== "observations") continue;
        for (const { source } of row.payload.observations ?? []) {
          seqsOf.set(source, [...(seqsOf.get(source) ?? []), row.seq]);
        }
      }
      if (page.length < 1000) break;
    }
    for (const { key, figure, seq } of callers.sent) {
      const seqs = seqsOf.get(figure.source) ?? [];
      if (seqs.length > 1) faults.push(`${key} was stored more than once: ${seqs.join()}`);
      if (seq !== null && seqs[0] !== seq) {
        faults.push(`${key} was acknowledged as ${seq} and stands at ${seqs.join() || "no seq"}`);
      }
    }
    const audit = await storage.verifyAudit();
    if (!audit.ok) faults.push(`the audit chain is broken: ${JSON.stringify(audit)}`);
    return { faults, rows };
  } finally {
    await storage.close();
  }
}
