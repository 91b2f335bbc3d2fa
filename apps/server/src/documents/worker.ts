/** A process of its own for documents: files of others are read and large ones written here. */
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import type { Answers, Ground, News, Task } from "./task.ts";

function tell(news: News): void {
  process.send?.(news);
}

async function answerOf(task: Task): Promise<Answers[keyof Answers]> {
  switch (task.kind) {
    case "read": {
      const { readUpload } = await import("../features/imports/read-upload.ts");
      return withStorage(task, (storage) =>
        readUpload(storage, task, (done, total) => tell({ kind: "progress", done, total })),
      );
    }
    case "apply": {
      const { applyItems } = await import("../features/imports/apply-items.ts");
      return withStorage(task, (storage) => applyItems(storage, task));
    }
    case "reports": {
      const { reportsWorkbook } = await import("../features/exports/report-rows.ts");
      return withStorage(task, (storage) => reportsWorkbook(storage, task));
    }
    case "tables": {
      const { writeTables } = await import("@diaodu/documents");
      return writeTables(task.tables);
    }
    case "paper": {
      const { writeOfficialDocument } = await import("@diaodu/documents");
      return writeOfficialDocument(task.document);
    }
    case "template": {
      const { writeTemplate } = await import("@diaodu/documents");
      return writeTemplate(task.template);
    }
  }
}

async function withStorage<T>(ground: Ground, work: (storage: Storage) => Promise<T>): Promise<T> {
  const { storageUrl: url, postgres } = ground;
  const storage = await openStorage({ url, postgres, now: () => new Date(ground.now) });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** One task at a time: whoever sent it waits for its end before sending the next. */
process.on("message", (task: Task) => {
  void work(task);
});
// The server is gone: nobody waits for an answer.
process.on("disconnect", () => process.exit());

async function work(task: Task): Promise<void> {
  try {
    tell({ kind: "done", answer: await answerOf(task) });
  } catch (error) {
    const known = error instanceof Error && error.name === "UnreadableFile";
    if (known) tell({ kind: "refused", message: error.message });
    else
      tell({ kind: "broken", stack: error instanceof Error ? (error.stack ?? "") : String(error) });
  }
}
