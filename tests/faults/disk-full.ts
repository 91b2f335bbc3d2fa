import type { Trial } from "../trials.ts";
import { onSmallDisk } from "./small-disk.ts";

/** Megabytes: a fresh database and some; PostgreSQL's own files take 55 of theirs. */
const SIZES = { sqlite: 8, postgres: 96 } as const;

/** Fills the disk under a server and its database to the last byte, and makes room again. */
export function fillDisk(
  kind: keyof typeof SIZES,
  o: { readonly times: number; readonly say: (line: string) => void },
): Promise<string> {
  return onSmallDisk(new URL("./disk-full-within.ts", import.meta.url), [kind, String(o.times)], {
    megabytes: SIZES[kind],
    say: o.say,
  });
}

/** How often the disk is filled, on each database. */
const TIMES = 40;

export const diskFullTrial: Trial = {
  name: "disk-full",
  withinMs: 900_000,
  async run({ scale, say }) {
    const times = Math.max(1, Math.round(TIMES * scale));
    const sqlite = await fillDisk("sqlite", { times, say });
    const postgres = await fillDisk("postgres", { times, say });
    return `${sqlite}; ${postgres}`;
  },
};
