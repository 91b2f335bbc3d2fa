import cluster from "node:cluster";
import type { Logger } from "pino";
import { SchemaTooNew, StorageUnavailable } from "@diaodu/storage";
import { readArguments, USAGE } from "./arguments.ts";
import { EXIT_CONFIG, readConfig } from "./config.ts";
import type { Config } from "./config.ts";
import type { DemoFlags } from "./demo/demo-mode.ts";
import { greeting, guestList, HOW_TO_STOP, invitation } from "./greeting.ts";
import { StartRefused } from "./installation.ts";
import { logLines } from "./log-lines.ts";
import { openLog, withoutSecrets } from "./log.ts";
import { startServer } from "./server.ts";
import type { RunningServer } from "./server.ts";
import { endAfter } from "./workers/end.ts";
import { superviseWorkers } from "./workers/supervisor.ts";
import { refuseWorkers } from "./workers/terms.ts";
import { serveAsWorker } from "./workers/worker.ts";

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (given.help) return void process.stdout.write(USAGE);
  const read = readConfig({ ...process.env, ...given.environment });
  if (!read.ok) {
    throw new StartRefused(`设置有误：\n${read.faults.map((fault) => `  ${fault}`).join("\n")}`);
  }
  const { config } = read;
  // Standard output is the person's; the log goes where supervisors read it.
  const log = openLog(config.logLevel, logLines(2));

  // Whatever else writes there finds no room either, and that must end nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "uncaught");
    process.exit(1);
  });
  if (config.backup !== null && config.databaseUrl !== null && cluster.isPrimary) {
    log.warn(
      "DIAODU_BACKUP_DIRECTORY has no effect on PostgreSQL: back up with pg_dump or pg_basebackup, see apps/server/deploy/BACKUP.md",
    );
  }
  if (config.workers === 1) return serveAlone(config, given.demo, log);
  refuseWorkers(config, given.demo !== null);
  return cluster.isPrimary ? superviseWorkers(config, log) : serveAsWorker(config, log);
}

async function serveAlone(config: Config, demo: DemoFlags | null, log: Logger): Promise<void> {
  let running: RunningServer | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    // Asked twice: at once, with the exit code of a death by this signal.
    if (running === null) process.exit(signal === "SIGINT" ? 130 : 143);
    endAfter(running.stop(), log);
    running = null;
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);

  let code: string | null = null;
  const announce = (made: string): void => {
    code = made;
    // Before the greeting there is no address yet; a later code follows too many wrong ones.
    if (running !== null) process.stdout.write(invitation(running, config.host, made));
  };
  const started = await startServer({ config, demo, log, announce });
  running = started;
  process.stdout.write(greeting(started, config.host, demo !== null));
  if (started.people !== null) process.stdout.write(guestList(started.people));
  if (code !== null) process.stdout.write(invitation(started, config.host, code));
  process.stdout.write(HOW_TO_STOP);
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
