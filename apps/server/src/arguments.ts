import { parseArgs } from "node:util";
import type { DemoFlags } from "./demo/demo-mode.ts";
import { StartRefused } from "./installation.ts";

export const USAGE = `用法：
  npm start -- [选项]        演示：回放 2020 年公开数据
  npm run serve -- [选项]    正式运行

选项：
  --port 端口                监听端口，优先于 DIAODU_PORT
  --data 目录                数据目录，优先于 DIAODU_DATA_DIR
  --workers 数量             用几个进程同时服务，优先于 DIAODU_WORKERS；须用 PostgreSQL，不用于演示
仅用于演示：
  --speed 倍数               业务时间比真实时间快多少倍；不写则十分钟放完一年
  --from 日期                从这一天开始回放，此前的数据直接入库，如 2020-06-01
  --jump 日期                启动后先跳到这一天
  --paused                   启动后先暂停
  --figures-only             只回放数据，不演示模拟单位的调度
`;

export interface Arguments {
  readonly help: boolean;
  /** Environment variables that options stand for. */
  readonly environment: Readonly<Record<string, string>>;
  /** Null for a real installation. */
  readonly demo: DemoFlags | null;
}

/** Reads the command line. @throws StartRefused naming every fault in Chinese */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parse(args);
  const faults: string[] = [];
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed > 0 && speed <= 1e9)) faults.push("--speed 须为大于 0 的数");
  for (const name of ["from", "jump"] as const) {
    const date = values[name];
    if (date !== undefined && !isDate(date)) faults.push(`--${name} 须为日期，如 2020-06-30`);
  }
  if (values.demo !== true) {
    for (const name of ["speed", "from", "jump", "paused", "figures-only"] as const) {
      if (values[name] !== undefined) faults.push(`--${name} 只用于演示，须与 --demo 同用`);
    }
  }
  if (faults.length > 0) throw new StartRefused(faults.join("\n"));
  return {
    help: values.help === true,
    environment: {
      ...(values.port === undefined ? {} : { DIAODU_PORT: values.port }),
      ...(values.data === undefined ? {} : { DIAODU_DATA_DIR: values.data }),
      ...(values.workers === undefined ? {} : { DIAODU_WORKERS: values.workers }),
    },
    demo:
      values.demo === true
        ? {
            speed,
            from: values.from,
            jump: values.jump,
            paused: values.paused === true,
            figuresOnly: values["figures-only"] === true,
          }
        : null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        demo: { type: "boolean" },
        port: { type: "string" },
        data: { type: "string" },
        workers: { type: "string" },
        speed: { type: "string" },
        from: { type: "string" },
        jump: { type: "string" },
        paused: { type: "boolean" },
        "figures-only": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartRefused(`无法识别的选项：${words}\n\n${USAGE}`);
  }
}

/** A day of the calendar, written 2020-06-30. */
export function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/u.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
}
