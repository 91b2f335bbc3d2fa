// Builds the web app when its sources changed since the last build; `--force` builds anyway.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { oneAtATime } from "./one-at-a-time.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const WEB = "apps/web";
const stamp = join(root, WEB, "dist/.stamp");

/** The web app and every workspace that it reaches through its package.json. */
function workspacesOf(folder, seen = new Set()) {
  if (seen.has(folder)) return seen;
  seen.add(folder);
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(root, folder, "package.json"), "utf8"),
  );
  for (const name of Object.keys(dependencies)) {
    if (name.startsWith("@diaodu/")) workspacesOf(name.replace("@diaodu/", "packages/"), seen);
  }
  return seen;
}

function hashOfSources() {
  const patterns = [...workspacesOf(WEB)].flatMap((folder) =>
    folder === WEB ? [`${WEB}/**/*`] : [`${folder}/src/**/*`, `${folder}/package.json`],
  );
  const files = globSync([...patterns, "package-lock.json", "tsconfig.json"], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => ["dist", "node_modules", "test"].includes(entry.name),
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

const hash = hashOfSources();
const isBuilt = () => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
const forced = process.argv.includes("--force");

function build() {
  console.log("正在构建网页（首次或源码有变化时才需要）……");
  const result = spawnSync("npm", ["run", "build", `--workspace=@diaodu/web`, "--silent"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status === 0) return writeFileSync(stamp, hash);
  console.error(`${result.stdout}${result.stderr}`);
  console.error(result.error?.message ?? `网页构建失败（退出码 ${result.status}）。`);
  process.exitCode = 1;
}

if (forced || !isBuilt()) {
  await oneAtATime(root, () => {
    if (forced || !isBuilt()) build();
  });
}
