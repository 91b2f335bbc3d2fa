import { spawnSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { root } from "./repository.ts";

export interface Chromium88 {
  readonly executable: string;
  readonly environment: NodeJS.ProcessEnv;
}

const CACHE = join(root, "node_modules/.cache/diaodu/chromium88");

/** The package carries a build for Linux on x64 only. */
export function chromium88Runs(): boolean {
  return process.platform === "linux" && process.arch === "x64";
}

/**
 * Unpacks the Chromium 88 that the npm package `chrome-aws-lambda` carries, once, into
 * node_modules/.cache, and finds the libraries that it needs.
 *
 * @throws Error naming what the machine lacks
 */
export async function unpackChromium88(): Promise<Chromium88> {
  if (!chromium88Runs()) throw new Error("Chromium 88 comes for Linux on x64 only");
  const executable = join(CACHE, "chromium");
  if (!existsSync(executable)) await unpack();

  const plain = { ...process.env, HOME: CACHE };
  // Its own libraries are from 2020: they serve where the machine has none, and only there.
  const own = { ...plain, LD_LIBRARY_PATH: join(CACHE, "lib") };
  const lacking = missingLibraries(executable, plain);
  if (lacking.length === 0) return { executable, environment: plain };
  if (missingLibraries(executable, own).length === 0) return { executable, environment: own };
  throw new Error(`Chromium 88 cannot start; the machine lacks:\n${lacking.join("\n")}`);
}

function missingLibraries(executable: string, environment: NodeJS.ProcessEnv): string[] {
  const { stdout } = spawnSync("ldd", [executable], { env: environment, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes("not found"));
}

async function unpack(): Promise<void> {
  const packed = join(
    dirname(createRequire(import.meta.url).resolve("chrome-aws-lambda/package.json")),
    "bin",
  );
  mkdirSync(dirname(CACHE), { recursive: true });
  const folder = mkdtempSync(`${CACHE}-`);
  try {
    await inflate(join(packed, "chromium.br"), join(folder, "chromium"), 0o755);
    for (const [name, target] of [
      ["swiftshader", join(folder, "swiftshader")],
      ["aws", folder],
    ] as const) {
      const tar = join(folder, `${name}.tar`);
      await inflate(join(packed, `${name}.tar.br`), tar, 0o644);
      mkdirSync(target, { recursive: true });
      const result = spawnSync("tar", ["--no-same-owner", "-xf", tar, "-C", target], {
        encoding: "utf8",
      });
      if (result.status !== 0) throw new Error(`tar failed: ${result.stderr}`);
      rmSync(tar);
    }
    renameSync(folder, CACHE);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another test process was first.
    if (!existsSync(join(CACHE, "chromium"))) throw error;
  }
}

async function inflate(from: string, to: string, mode: number): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}
