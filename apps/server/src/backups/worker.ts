/** A process of its own for one backup: see `backUpAside`. */
import { constants, setPriority } from "node:os";
import { makeBackup, rotate } from "@diaodu/storage";
import type { BackupDone, BackupNews, BackupTask } from "./aside.ts";

async function backUp({ from, folder, keep, at }: BackupTask): Promise<BackupDone> {
  const backup = await makeBackup(from, folder, () => new Date(at));
  return { backup, removed: rotate(folder, backup, keep, new Date(at)) };
}

function tell(news: BackupNews): void {
  process.send?.(news);
}

// The server is gone: whoever follows makes another.
process.on("disconnect", () => process.exit());
process.once("message", (task: BackupTask) => {
  // Whoever fills in figures comes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  backUp(task).then(
    (done) => tell({ kind: "done", ...done }),
    (error: unknown) => tell({ kind: "failed", words: String(error) }),
  );
});
