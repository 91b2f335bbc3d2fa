import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ImportJob, Me } from "@diaodu/contracts";
import { end, ownEnvironment, tied } from "../../child-process.ts";
import { median } from "../quantiles.ts";
import { printed } from "../result.ts";
import type { Bench } from "../run-context.ts";
import type { FromServer, ToServer } from "./messages.ts";

/** How often a page asks how far an import has come. */
const POLL_MS = 50;

interface Import {
  readonly previewMs: number;
  readonly allMs: number;
}

/** Ten thousand rows of .xlsx: uploaded, read, checked, looked at, applied; and again, corrected. */
export const import10k: Bench = async ({ options, say }) => {
  const first: Import[] = [];
  const second: Import[] = [];
  const p99: number[] = [];
  const worst: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const server = tied(
      fork(fileURLToPath(new URL("server.ts", import.meta.url)), {
        serialization: "advanced",
        env: ownEnvironment({}),
      }),
    );
    try {
      const ready = await heardFrom(server, "ready");
      const browser = await signIn(ready);
      await asked(server, { kind: "begin" }, "begun");
      first.push(await importFile(ready, browser, ready.files[0]));
      second.push(await importFile(ready, browser, ready.files[1]));
      const late = await asked(server, { kind: "end" }, "late");
      p99.push(late.p99);
      worst.push(late.max);
    } finally {
      await end(server, "SIGKILL");
    }
    const all = printed((first.at(-1)?.allMs ?? 0) / 1000, "s");
    say(`round ${round + 1}: ${all}, event loop p99 ${printed(p99.at(-1) ?? 0, "ms")}`);
  }
  const seconds = (list: readonly Import[], of: keyof Import) =>
    median(list.map((one) => one[of])) / 1000;
  const row = { unit: "s", bound: null, peer: null } as const;
  return [
    { ...row, what: "first import, upload → applied", measured: seconds(first, "allMs"), bound: 3 },
    { ...row, what: "first import, upload → preview", measured: seconds(first, "previewMs") },
    { ...row, what: "next import, upload → applied", measured: seconds(second, "allMs"), bound: 3 },
    {
      what: "event-loop delay of the server meanwhile, p99",
      measured: median(p99),
      unit: "ms",
      bound: 50,
      peer: `longest ${printed(median(worst), "ms")}`,
    },
  ];
};

type Ready = Extract<FromServer, { kind: "ready" }>;
type Headers = Readonly<Record<string, string>>;

async function signIn({ origin, login, password }: Ready): Promise<Headers> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const { csrfToken } = (await answer.json()) as Me;
  const cookie = answer.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  return { cookie: cookie.join("; "), "x-csrf-token": csrfToken };
}

async function importFile(ready: Ready, headers: Headers, file: Uint8Array): Promise<Import> {
  const { origin, unit } = ready;
  const ask = async (method: string, path: string, body?: BodyInit, type = "application/json") => {
    const answer = await fetch(`${origin}/api/v1/imports${path}`, {
      method,
      headers: { ...headers, "content-type": type },
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as ImportJob;
  };
  const until = async (id: string, state: ImportJob["state"]) => {
    for (;;) {
      const job = await ask("GET", `/${id}`);
      if (job.state === state) return job;
      if (job.state === "failed") throw new Error(job.message ?? "failed");
      await pause(POLL_MS);
    }
  };
  const before = performance.now();
  const bytes = new Uint8Array(file);
  const { id } = await ask(
    "POST",
    `?unit=${unit}&name=10k.xlsx`,
    bytes,
    "application/octet-stream",
  );
  const { counts } = await until(id, "ready");
  const refused = (counts?.refused ?? 0) + (counts?.ignored ?? 0);
  if (refused > 0) throw new Error(`${refused} of ten thousand rows were not taken`);
  const previewMs = performance.now() - before;
  await ask("POST", `/${id}/apply`, "{}");
  await until(id, "applied");
  return { previewMs, allMs: performance.now() - before };
}

function heardFrom<K extends FromServer["kind"]>(
  server: ChildProcess,
  kind: K,
): Promise<Extract<FromServer, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("the server of the bench ended"));
    const heard = (message: FromServer) => {
      if (message.kind !== kind) return;
      server.off("message", heard).off("exit", ended);
      resolve(message as Extract<FromServer, { kind: K }>);
    };
    server.on("message", heard).once("exit", ended);
  });
}

function asked<K extends FromServer["kind"]>(server: ChildProcess, what: ToServer, kind: K) {
  const answer = heardFrom(server, kind);
  server.send(what);
  return answer;
}
