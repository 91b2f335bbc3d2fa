import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Runs a script on a file system of its own that holds only so much, and resolves
 * with its last line of output. The file system is in memory, seen by the script and its children
 * alone, and gone with them: it is mounted in namespaces of the script's own, which needs no root.
 * Within, it runs as an ordinary user, as PostgreSQL demands.
 *
 * @param script its arguments are the folder of the file system, then `args`
 * @throws Error (Chinese) where the system lets nobody make such namespaces
 */
export async function onSmallDisk(
  script: URL,
  args: readonly string[],
  o: { readonly megabytes: number; readonly say: (line: string) => void },
): Promise<string> {
  demandNamespaces();
  const folder = mkdtempSync(join(tmpdir(), "diaodu-disk-"));
  const within = `mount -t tmpfs -o size=${o.megabytes}m,mode=0777 none "$0" && exec unshare -U --map-user=1000 --map-group=1000 "$@"`;
  const child = spawn(
    "unshare",
    [
      "-Urm",
      "--kill-child",
      "sh",
      "-c",
      within,
      folder,
      process.execPath,
      fileURLToPath(script),
      folder,
      ...args,
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TMPDIR: folder, VITEST: "" } },
  );
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let last = "";
  let complaint = "";
  createInterface({ input: child.stdout }).on("line", (line) => o.say((last = line)));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-8000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  process.off("exit", endWithUs);
  rmdirSync(folder);
  if (code !== 0) throw new Error(`${script.pathname} ended with ${code}:\n${last}\n${complaint}`);
  return last;
}

function demandNamespaces(): void {
  const tried = spawnSync(
    "unshare",
    ["-Urm", "sh", "-c", "mount -t tmpfs none /mnt && unshare -U --map-user=1000 true"],
    { encoding: "utf8" },
  );
  if (tried.status === 0) return;
  throw new Error(
    "本机不允许建立用户命名空间，无法挂载小磁盘。请在 Linux 上开启：\n" +
      "  sysctl -w kernel.unprivileged_userns_clone=1\n" +
      "  sysctl -w kernel.apparmor_restrict_unprivileged_userns=0（Ubuntu 24.04 起）\n" +
      `  在容器中运行时另需 --security-opt seccomp=unconfined\n${tried.error?.message ?? tried.stderr}`,
  );
}
