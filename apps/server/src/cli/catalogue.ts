import { existsSync, readFileSync } from "node:fs";
import type { Storage } from "@diaodu/storage";
import {
  catalogueAsFile,
  readCatalogueText,
  saveCatalogueFile,
} from "../catalogue/catalogue-file.ts";
import { sampleCity } from "../catalogue/sample-city.ts";
import { modeOf, StartRefused } from "../installation.ts";
import { type Command, onStorage, out, printed } from "./command.ts";
import { consoleEntry } from "./console.ts";

/** The catalogue as a file. */
export const catalogueCommands: readonly Command[] = [
  {
    words: "catalogue load",
    takes: "文件",
    help: "载入地区、指标、目标、规则和看板布局（JSON）",
    prepare({ argument: path }) {
      if (path === undefined) throw new StartRefused("请写明目录文件，如 catalogue.json。");
      return onStorage((storage) => load(storage, path));
    },
  },
  {
    words: "catalogue export",
    takes: "",
    help: "输出当前目录，可修改后再载入",
    prepare: () =>
      onStorage(async (storage) => printed(catalogueAsFile(await storage.catalogue()))),
  },
  {
    words: "catalogue sample",
    takes: "",
    help: "输出一个示例城市的目录",
    // Needs no database: it is what a new one is filled with.
    prepare: () => ({
      on: "nothing",
      run: () => printed(sampleCity(new Date().getFullYear())),
    }),
  },
];

async function load(storage: Storage, path: string): Promise<void> {
  if (!existsSync(path)) throw new StartRefused(`没有文件 ${path}。`);
  if ((await modeOf(storage)) === "demo") {
    throw new StartRefused("这里是演示数据，目录由演示自带，不能另行载入。");
  }
  const known = await storage.catalogue();
  const read = readCatalogueText(readFileSync(path, "utf8"), known);
  if (!read.ok) {
    const faults = read.faults.map((fault) => `${fault.path}：${fault.message}`);
    throw new StartRefused(`目录有误，未载入：\n${faults.join("\n")}`);
  }
  const audit = consoleEntry("catalogue.write", { object: "load" });
  const { changed } = await saveCatalogueFile(storage, read.file, known, { audit });
  out(changed ? "目录已载入，运行中的服务会自动更新。" : "目录与已有的相同，没有变化。");
}
