import { existsSync, readFileSync } from "node:fs";
import type { Storage } from "@diaodu/storage";
import { loadAirFile } from "../features/air-hours/load-file.ts";
import { modeOf, StartRefused } from "../installation.ts";
import { type Command, onStorage, out } from "./command.ts";
import { consoleEntry } from "./console.ts";

export const airCommands: readonly Command[] = [
  {
    words: "air load",
    takes: "文件",
    help: "载入监测点小时值（.csv 或 .xlsx），计算并发布日均值",
    prepare({ argument: path }) {
      if (path === undefined) throw new StartRefused("请写明小时值文件，如 hours.csv。");
      return onStorage((storage) => load(storage, path));
    },
  },
];

async function load(storage: Storage, path: string): Promise<void> {
  if (!existsSync(path)) throw new StartRefused(`没有文件 ${path}。`);
  if ((await modeOf(storage)) === "demo") {
    throw new StartRefused("这里是演示数据，不能载入另一年的小时值。");
  }
  const loaded = await loadAirFile(readFileSync(path), {
    storage,
    now: new Date(),
    reportedBy: "命令行载入",
    auditOf: (count) => consoleEntry("feed.send", { object: "air-hours", detail: { count } }),
  });
  const { stored, unchanged, values, refused } = loaded;
  out(`新收 ${stored} 个小时值，${unchanged} 个与已有的相同，发布 ${values} 个日值。`);
  for (const { line, words } of refused.slice(0, 20)) out(`第 ${line} 行未收：${words}`);
  if (refused.length > 20) out(`共 ${refused.length} 行未收。`);
}
