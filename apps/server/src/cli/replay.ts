import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDate } from "../arguments.ts";
import type { DemoCommand } from "../demo/command-rows.ts";
import { askDemo } from "../demo/command-rows.ts";
import { modeOf, StartRefused, withInstallation } from "../installation.ts";
import { type Command, out, type Work } from "./command.ts";

/** A jump over a year of releases takes some seconds. */
const PATIENCE_MS = { jump: 60_000, other: 5000 };

/** Steering of a demonstration that is running. */
export const replayCommands: readonly Command[] = [
  {
    words: "replay status",
    takes: "",
    help: "演示回放的进度",
    prepare: () => asking({ verb: "status" }),
  },
  {
    words: "replay pause",
    takes: "",
    help: "暂停",
    prepare: () => asking({ verb: "pause" }),
  },
  {
    words: "replay resume",
    takes: "",
    help: "继续",
    prepare: () => asking({ verb: "resume" }),
  },
  {
    words: "replay speed",
    takes: "倍数",
    help: "业务时间比真实时间快多少倍",
    prepare({ argument }) {
      const speed = Number(argument);
      if (!(speed > 0 && speed <= 1e9)) throw new StartRefused("速度须为大于 0 的数。");
      return asking({ verb: "speed", speed });
    },
  },
  {
    words: "replay jump",
    takes: "日期",
    help: "跳到这一天，如 2020-06-30",
    prepare({ argument: date }) {
      if (date === undefined || !isDate(date)) {
        throw new StartRefused("须为日期，如 2020-06-30。");
      }
      return asking({ verb: "jump", date });
    },
  },
];

function asking(command: DemoCommand): Work {
  return {
    on: "installation",
    run(config) {
      // A command for nobody must not leave a database behind.
      if (config.databaseUrl === null && !existsSync(resolve(config.dataDir))) {
        throw new StartRefused(`目录 ${config.dataDir} 不存在，演示没有在这里运行。`);
      }
      return withInstallation(config, async (storage) => {
        if ((await modeOf(storage)) !== "demo") {
          throw new StartRefused("这里不是演示数据，没有回放。");
        }
        const said = await askDemo(storage, command, {
          id: randomUUID(),
          patienceMs: command.verb === "jump" ? PATIENCE_MS.jump : PATIENCE_MS.other,
          sleep: (ms) => sleep(ms),
        });
        if (said === null) {
          throw new StartRefused("演示没有应答：请确认它正在运行，且用的是同一个数据目录。");
        }
        if (!said.ok) throw new StartRefused(said.words);
        out(said.words);
      });
    },
  };
}
