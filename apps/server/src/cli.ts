import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { StorageUnavailable } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { consoleEntry, resetPassword, verifyAudit } from "./access/console.ts";
import { isDate } from "./arguments.ts";
import {
  catalogueAsFile,
  readCatalogueText,
  saveCatalogueFile,
} from "./catalogue/catalogue-file.ts";
import { sampleCity } from "./catalogue/sample-city.ts";
import { EXIT_CONFIG, readConfig } from "./config.ts";
import { loadAirFile } from "./features/air-hours/load-file.ts";
import { askDemo } from "./demo/command-rows.ts";
import type { DemoCommand } from "./demo/command-rows.ts";
import { modeOf, openInstallation, StartRefused } from "./installation.ts";

const USAGE = `用法：npm run cli -- <命令> [--data 目录]

  api-key create --name 名称    新建接口密钥，密钥只显示这一次
  api-key list                  列出接口密钥
  api-key revoke 编号           停用接口密钥
  account reset-password 登录名 重置密码（管理员的密码只能在这里重置）
  audit verify [--head 散列]    校验审计日志；散列取自导出文件或启动日志
  catalogue load 文件           载入地区、指标、目标、规则和看板布局（JSON）
  catalogue export              输出当前目录，可修改后再载入
  catalogue sample              输出一个示例城市的目录
  air load 文件                 载入监测点小时值（.csv 或 .xlsx），计算并发布日均值
  replay status                 演示回放的进度
  replay pause | resume         暂停、继续
  replay speed 倍数             业务时间比真实时间快多少倍
  replay jump 日期              跳到这一天，如 2020-06-30
`;

/** A jump over a year of releases takes some seconds. */
const PATIENCE_MS = { jump: 60_000, other: 5000 };

const printed = (value: unknown): void => out(JSON.stringify(value, null, 2));
const out = (words: string): void => void process.stdout.write(`${words}\n`);

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [topic, verb, argument] = positionals;
  if (values.help === true || topic === undefined) return out(USAGE);
  const read = readConfig({
    ...process.env,
    ...(values.data === undefined ? {} : { DIAODU_DATA_DIR: values.data }),
  });
  if (!read.ok) throw new StartRefused(read.faults.join("\n"));
  const { config } = read;
  // Needs no database: it is what a new one is filled with.
  if (topic === "catalogue" && verb === "sample") {
    return printed(sampleCity(new Date().getFullYear()));
  }
  const work = workOf(topic, verb, argument, values);
  if (config.databaseUrl === null && topic === "replay" && !existsSync(resolve(config.dataDir))) {
    throw new StartRefused(`目录 ${config.dataDir} 不存在，演示没有在这里运行。`);
  }
  const storage = await openInstallation(config, () => new Date());
  try {
    await work(storage);
  } finally {
    await storage.close();
  }
}

/** The command as work on the database. @throws StartRefused before anything is opened */
function workOf(
  topic: string,
  verb: string | undefined,
  argument: string | undefined,
  { name, head }: { readonly name?: string | undefined; readonly head?: string | undefined },
): (storage: Storage) => Promise<void> {
  switch (`${topic} ${verb ?? ""}`) {
    case "api-key create":
      if (name === undefined || name.trim() === "" || name.length > 100) {
        throw new StartRefused("请用 --name 说明密钥给谁用（最多 100 个字）。");
      }
      return (storage) => createKey(storage, name.trim());
    case "api-key list":
      return listKeys;
    case "api-key revoke":
      if (argument === undefined) throw new StartRefused("请写明密钥编号，用 api-key list 查看。");
      return (storage) => revokeKey(storage, argument);
    case "account reset-password":
      if (argument === undefined) throw new StartRefused("请写明登录名。");
      return async (storage) => out(await resetPassword(storage, argument, new Date()));
    case "audit verify":
      return async (storage) => out(await verifyAudit(storage, head));
    case "catalogue load":
      if (argument === undefined) throw new StartRefused("请写明目录文件，如 catalogue.json。");
      return (storage) => loadCatalogue(storage, argument);
    case "air load":
      if (argument === undefined) throw new StartRefused("请写明小时值文件，如 hours.csv。");
      return (storage) => loadAir(storage, argument);
    case "catalogue export":
      return async (storage) => printed(catalogueAsFile(await storage.catalogue()));
    case "replay status":
    case "replay pause":
    case "replay resume":
      return (storage) => replay(storage, { verb: verb as "status" | "pause" | "resume" });
    case "replay speed": {
      const speed = Number(argument);
      if (!(speed > 0 && speed <= 1e9)) throw new StartRefused("速度须为大于 0 的数。");
      return (storage) => replay(storage, { verb: "speed", speed });
    }
    case "replay jump":
      if (argument === undefined || !isDate(argument)) {
        throw new StartRefused("须为日期，如 2020-06-30。");
      }
      return (storage) => replay(storage, { verb: "jump", date: argument });
    default:
      throw new StartRefused(`没有这个命令：${topic} ${verb ?? ""}\n\n${USAGE}`);
  }
}

async function createKey(storage: Storage, name: string): Promise<void> {
  const audit = consoleEntry(storage, "api_key.write", { detail: { name, mode: "publish" } });
  const { id, secret } = await storage.createApiKey({ name, now: new Date(), audit });
  out(`已新建接口密钥「${name}」，编号 ${id}。`);
  out("密钥只显示这一次，请妥善保存：");
  out(secret);
}

async function listKeys(storage: Storage): Promise<void> {
  const keys = await storage.listApiKeys();
  if (keys.length === 0) return out("还没有接口密钥。");
  for (const key of keys) {
    const used = key.lastUsedAt === null ? "未使用过" : `最近使用 ${key.lastUsedAt}`;
    const state = key.revokedAt === null ? "有效" : `已于 ${key.revokedAt} 停用`;
    out(`${key.id}  ${key.name}  ${state}  新建于 ${key.createdAt}  ${used}`);
  }
}

async function revokeKey(storage: Storage, id: string): Promise<void> {
  const object = `api_key:${id}`;
  const audit = consoleEntry(storage, "api_key.write", { object, detail: { revoked: true } });
  if (!(await storage.revokeApiKey(id, new Date(), audit))) {
    throw new StartRefused(`没有编号为 ${id} 的有效密钥。`);
  }
  out(`已停用接口密钥 ${id}。`);
}

async function loadCatalogue(storage: Storage, path: string): Promise<void> {
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
  const audit = consoleEntry(storage, "catalogue.write", { object: "load" });
  const { changed } = await saveCatalogueFile(storage, read.file, known, { audit });
  out(changed ? "目录已载入，运行中的服务会自动更新。" : "目录与已有的相同，没有变化。");
}

async function loadAir(storage: Storage, path: string): Promise<void> {
  if (!existsSync(path)) throw new StartRefused(`没有文件 ${path}。`);
  if ((await modeOf(storage)) === "demo") {
    throw new StartRefused("这里是演示数据，不能载入另一年的小时值。");
  }
  const loaded = await loadAirFile(readFileSync(path), {
    storage,
    now: new Date(),
    reportedBy: "命令行载入",
    auditOf: (count) =>
      consoleEntry(storage, "feed.send", { object: "air-hours", detail: { count } }),
  });
  const { stored, unchanged, values, refused } = loaded;
  out(`新收 ${stored} 个小时值，${unchanged} 个与已有的相同，发布 ${values} 个日值。`);
  for (const { line, words } of refused.slice(0, 20)) out(`第 ${line} 行未收：${words}`);
  if (refused.length > 20) out(`共 ${refused.length} 行未收。`);
}

async function replay(storage: Storage, command: DemoCommand): Promise<void> {
  if ((await modeOf(storage)) !== "demo") throw new StartRefused("这里不是演示数据，没有回放。");
  const said = await askDemo(storage, command, {
    id: randomUUID(),
    patienceMs: command.verb === "jump" ? PATIENCE_MS.jump : PATIENCE_MS.other,
    sleep: (ms) => sleep(ms),
  });
  if (said === null)
    throw new StartRefused("演示没有应答：请确认它正在运行，且用的是同一个数据目录。");
  if (!said.ok) throw new StartRefused(said.words);
  out(said.words);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: "string" },
        head: { type: "string" },
        data: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartRefused(`无法识别的选项：${words}\n\n${USAGE}`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof StartRefused || error instanceof StorageUnavailable;
  const words = known ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = error instanceof StartRefused ? EXIT_CONFIG : 1;
}
