import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { STEPS, type GateStep } from "./gate-steps.ts";
import { root } from "./repository.ts";

/** How many steps that leave a core to others run at once. */
const LANES = 2;

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
}

/** Runs the steps, two at a time where they allow it, and tells each one's result as it ends. */
async function runGate(steps: readonly GateStep[]): Promise<{ passed: number; failed: number }> {
  const waiting = [...steps];
  const results = new Map<string, boolean>();
  const running = new Map<string, Promise<void>>();
  const asked = new Set(steps.map(({ name }) => name));
  const tell = (step: GateStep, outcome: Outcome, milliseconds: number): void => {
    results.set(step.name, outcome.passed);
    const mark = outcome.passed ? "ok  " : "FAIL";
    console.log(`${mark} ${step.name.padEnd(15)} ${(milliseconds / 1000).toFixed(1)} s`);
    if (!outcome.passed) console.log(outcome.output.trimEnd());
  };

  let alone = false;
  const runAndTell = async (step: GateStep): Promise<void> => {
    const start = performance.now();
    const outcome = await runStep(step);
    running.delete(step.name);
    if (step.alone) alone = false;
    tell(step, outcome, performance.now() - start);
  };
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.find(
      (step) =>
        !alone &&
        running.size < (step.alone ? 1 : LANES) &&
        step.after.every((name) => !asked.has(name) || results.has(name)),
    );
    if (next === undefined) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    const broken = next.after.find((name) => results.get(name) === false);
    if (broken !== undefined) {
      tell(next, { passed: false, output: `not run: ${broken} failed` }, 0);
      continue;
    }
    alone = next.alone;
    running.set(next.name, runAndTell(next));
  }
  const passed = [...results.values()].filter(Boolean).length;
  return { passed, failed: results.size - passed };
}

const children = new Set<ReturnType<typeof spawn>>();

function runStep(step: GateStep): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.args, {
      cwd: root,
      env: {
        ...process.env,
        PATH: dirname(process.execPath) + delimiter + (process.env["PATH"] ?? ""),
        NO_COLOR: "1",
        FORCE_COLOR: undefined,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    const finish = (outcome: Outcome): void => {
      children.delete(child);
      resolve(outcome);
    };
    child.on("error", (error) => finish({ passed: false, output: error.message }));
    child.on("close", (code, signal) =>
      finish({ passed: code === 0, output: signal === null ? output : `${output}\n${signal}` }),
    );
  });
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(signal === "SIGINT" ? 130 : 143);
  });
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `no such step: ${unknown.join(", ")}; there are ${STEPS.map((s) => s.name).join(", ")}`,
  );
  process.exit(2);
}
const chosen = names.length === 0 ? STEPS : STEPS.filter(({ name }) => names.includes(name));
const { passed, failed } = await runGate(chosen);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
