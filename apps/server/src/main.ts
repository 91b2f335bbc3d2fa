import { networkInterfaces } from "node:os";
import { pino } from "pino";
import { SchemaTooNew, StorageUnavailable } from "@diaodu/storage";
import { readArguments, USAGE } from "./arguments.ts";
import { EXIT_CONFIG, readConfig } from "./config.ts";
import type { DemoPeople } from "./demo/demo-people.ts";
import { StartRefused } from "./installation.ts";
import { openLog, withoutSecrets } from "./log.ts";
import { startServer } from "./server.ts";
import type { RunningServer } from "./server.ts";

/** A stop that takes longer than this is ended by force. */
const STOP_WITHIN_MS = 5000;

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) return void process.stdout.write(USAGE);
  const read = readConfig({ ...process.env, ...given.environment });
  if (!read.ok) {
    throw new StartRefused(`设置有误：\n${read.faults.map((fault) => `  ${fault}`).join("\n")}`);
  }
  const { config } = read;
  // Standard output is the person's; the log goes where supervisors read it.
  const log = openLog(config.logLevel, pino.destination({ fd: 2, sync: true }));

  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "uncaught");
    process.exit(1);
  });
  let running: RunningServer | null = null;
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    // Asked twice: at once, with the exit code of a death by this signal.
    if (stopping || running === null) process.exit(signal === "SIGINT" ? 130 : 143);
    stopping = true;
    setTimeout(() => {
      log.error("stopping took too long");
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);

  let code: string | null = null;
  const announce = (made: string): void => {
    code = made;
    // Before the greeting there is no address yet; a later code follows too many wrong ones.
    if (running !== null) process.stdout.write(invitation(running, config.host, made));
  };
  running = await startServer({ config, demo: given.demo, log, announce });
  process.stdout.write(greeting(running, config.host, given.demo !== null));
  if (running.people !== null) process.stdout.write(guestList(running.people));
  if (code !== null) process.stdout.write(invitation(running, config.host, code));
  process.stdout.write("按 Ctrl-C 停止。\n\n");
}

/** What the person who started it needs: where to look, from here and from the hall's other screens. */
function greeting(server: RunningServer, host: string, demo: boolean): string {
  const open = isEverywhere(host);
  const address = (name: string, path: string) => `  ${name}  ${addressOf(server, host)}${path}\n`;
  const others = open ? lanAddresses().map((lan) => `http://${lan}:${server.port}`) : [];
  return [
    `\n调度已启动${demo ? "（演示：回放 2020 年公开数据）" : ""}：\n`,
    address("大屏　", "/wall"),
    address("手机　", "/m"),
    address("调度会", "/meeting"),
    address("填报　", "/office"),
    ...(others.length > 0 ? [`  局域网内其他设备：${others.join("、")}\n`] : []),
    ...(server.pages ? [] : ["  网页尚未构建：请运行 npm run build 后重新启动。\n"]),
  ].join("");
}

/** Who may be tried out at a demonstration. */
function guestList({ logins, password }: DemoPeople): string {
  const list = logins.map(({ login, name }) => `${login} ${name.replace("（模拟）", "")}`);
  return [`  演示账号（密码均为 ${password}）：\n`, `    ${list.join("、")}\n`].join("");
}

/** How to make the first accounts. Whoever reads this output may; nobody else learns the code. */
function invitation(server: RunningServer, host: string, code: string): string {
  return [
    "  还没有账号：请打开下面的地址，用初始化代码建立系统、安全、审计三名管理员。\n",
    `    ${addressOf(server, host)}/sign-in\n`,
    `    初始化代码  ${code}\n`,
  ].join("");
}

function isEverywhere(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

/** The address by which this machine reaches itself. */
function addressOf(server: RunningServer, host: string): string {
  const own = isEverywhere(host) ? "127.0.0.1" : host;
  return `http://${own.includes(":") ? `[${own}]` : own}:${server.port}`;
}

function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === "IPv4" && !one.internal)
    .map((one) => one.address);
}

/** The sentence and exit code for a start that failed. */
function failure(error: unknown): { words: string; code: number } {
  if (error instanceof StartRefused) return { words: error.message, code: EXIT_CONFIG };
  if (error instanceof SchemaTooNew) {
    const words = `数据由更新的版本写成（结构版本 ${error.found}，本程序支持到 ${error.known}），请升级程序。`;
    return { words, code: EXIT_CONFIG };
  }
  if (error instanceof StorageUnavailable) {
    return { words: `无法打开数据库：${error.message}`, code: 1 };
  }
  if (error instanceof Error && "code" in error) {
    if (error.code === "EADDRINUSE") {
      return { words: "端口已被占用，请用 --port 换一个。", code: EXIT_CONFIG };
    }
    if (error.code === "EACCES") {
      return { words: `没有权限：${error.message}`, code: EXIT_CONFIG };
    }
  }
  return {
    words: error instanceof Error ? (error.stack ?? error.message) : String(error),
    code: 1,
  };
}

try {
  await main();
} catch (error) {
  const { words, code } = failure(error);
  process.stderr.write(`${withoutSecrets(words)}\n`);
  process.exit(code);
}
