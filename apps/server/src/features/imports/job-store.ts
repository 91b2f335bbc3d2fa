import type { ImportJob } from "@diaodu/contracts";
import type { Slate } from "@diaodu/storage";

/** A job that nobody ended is forgotten after this time. */
const EXPIRY_MS = 30 * 60_000;
/** Whoever works on a job says so more often than this; else somebody died of it. */
const HELD_MS = 30_000;

/** An upload on its way, as all servers of the database know it. */
export interface Job extends Omit<ImportJob, "expiresAt"> {
  readonly accountId: string;
  readonly sha256: string;
  /** Some published figure is corrected: applying needs a reason. */
  readonly needsReason: boolean;
  /** Until when whoever works on it is believed to be alive. */
  readonly heldUntil: string;
}

/** What belongs to a job: its preview, where each line of it begins, what is to be sent. */
type Part = "cells" | "offsets" | "items";

/** The jobs of all servers: an upload to one of them is looked at and applied at any other. */
export interface JobStore {
  add(job: Omit<Job, "heldUntil">): Promise<Job>;
  /** Null for what never was, was ended or has expired. */
  find(id: string): Promise<Job | null>;
  all(): Promise<Job[]>;
  /**
   * Writes what `alter` makes of the job, and that somebody works on it.
   * @param alter answers null to leave it as it is; may be called again on a newer state
   * @returns the job as written; null where nothing was
   */
  change(id: string, alter: (job: Job) => Job | null): Promise<Job | null>;
  keep(id: string, part: Part, bytes: Uint8Array): Promise<void>;
  /** @throws Error where the part is gone, with its job */
  part(
    id: string,
    part: Part,
    piece?: { readonly from: number; readonly length: number },
  ): Promise<Buffer>;
  remove(id: string): Promise<void>;
  expiresAt(job: Job): string;
}

/** @param clock real time, by which jobs expire */
export function createJobStore(slate: Slate, clock: () => Date): JobStore {
  const after = (ms: number) => new Date(clock().getTime() + ms).toISOString();
  const keyOf = (id: string) => `import:${id}:job`;
  const read = (text: string): Job => withoutDead(JSON.parse(text) as Job, after(0));
  const expiresAt = ({ createdAt, state }: Job) =>
    // What is being written must not be forgotten meanwhile.
    state === "applying"
      ? after(EXPIRY_MS)
      : new Date(Date.parse(createdAt) + EXPIRY_MS).toISOString();

  return {
    async add(given) {
      const job = { ...given, heldUntil: after(HELD_MS) };
      const stamp = { was: null, now: after(0), until: expiresAt(job) };
      await slate.put(keyOf(job.id), JSON.stringify(job), stamp);
      return job;
    },
    async find(id) {
      const text = await slate.read(keyOf(id), after(0));
      return text === null ? null : read(text);
    },
    async all() {
      const notes = await slate.list("import:", after(0));
      return notes.filter(({ key }) => key.endsWith(":job")).map(({ value }) => read(value));
    },
    async change(id, alter) {
      for (;;) {
        const was = await slate.read(keyOf(id), after(0));
        const altered = was === null ? null : alter(read(was));
        if (altered === null) return null;
        const job = { ...altered, heldUntil: after(HELD_MS) };
        const stamp = { was, now: after(0), until: expiresAt(job) };
        if (await slate.put(keyOf(id), JSON.stringify(job), stamp)) return job;
      }
    },
    keep: (id, part, bytes) => slate.putBytes(`import:${id}:${part}`, bytes, after(2 * EXPIRY_MS)),
    async part(id, part, piece) {
      const bytes = await slate.bytes(`import:${id}:${part}`, piece);
      if (bytes === null) throw new Error(`the ${part} of import ${id} are gone`);
      return Buffer.from(bytes);
    },
    remove: (id) => slate.wipe(`import:${id}:`),
    expiresAt,
  };
}

/** What a server that died was working on: read, it is to be sent again; applied, it is once at most. */
function withoutDead(job: Job, now: string): Job {
  if (job.heldUntil > now) return job;
  if (job.state === "applying") return { ...job, state: "ready" };
  if (job.state !== "reading") return job;
  return { ...job, state: "failed", message: "处理时服务中断，请重新上传" };
}
