import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packServer } from "./pack-server.ts";
import { root } from "./repository.ts";

// Run as a program: makes the archive that is carried to a machine without a network, or with
// --into the folder alone.
const { values } = parseArgs({ options: { into: { type: "string" }, out: { type: "string" } } });
const platform = `${process.platform}-${process.arch}`;
try {
  if (values.into === undefined) {
    const out = resolve(values.out ?? join(root, "node_modules/.cache/diaodu/pack"));
    mkdirSync(out, { recursive: true });
    const work = mkdtempSync(join(out, "packing-"));
    const folder = join(work, "diaodu");
    const { version, packages } = packServer(root, folder, process.execPath);
    const archive = join(out, `diaodu-${version}-${platform}.tar.gz`);
    const made = spawnSync("tar", ["-czf", archive, "-C", dirname(folder), basename(folder)], {
      stdio: "inherit",
    });
    rmSync(work, { recursive: true });
    if (made.status !== 0) throw new Error("tar 失败");
    console.log(`已打包 ${packages} 个软件包和 Node ${process.version}：${archive}`);
  } else {
    const { packages } = packServer(root, resolve(values.into), process.execPath);
    console.log(`已放入 ${packages} 个软件包和 Node ${process.version}：${values.into}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
