import type { ReplayControl, ReplayState, ReplayStatus } from "@diaodu/demo";
import type { DemoAnswer, DemoCommand } from "./command-rows.ts";

const STATES: Readonly<Record<ReplayState, string>> = {
  running: "进行中",
  paused: "已暂停",
  ended: "已到终点",
  stopped: "已停止",
};

/** Does what the command says and tells, in Chinese, where the replay stands then. Never throws. */
export async function obeyWith(replay: ReplayControl, command: DemoCommand): Promise<DemoAnswer> {
  try {
    switch (command.verb) {
      case "pause":
        await replay.pause();
        break;
      case "resume":
        replay.resume();
        break;
      case "speed":
        replay.setSpeed(command.speed);
        break;
      case "jump":
        await replay.jumpTo(command.date);
        break;
      case "status":
        break;
    }
    return { ok: true, words: standing(replay.status()) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const words =
      command.verb === "jump"
        ? `不能跳到 ${command.date}：回放已到 ${replay.status().date}，只能向后跳。`
        : `不能执行：${error.message}`;
    return { ok: false, words };
  }
}

function standing(status: ReplayStatus): string {
  const parts = [
    `回放${STATES[status.state]}`,
    `业务日期 ${status.date}`,
    `速度 ${status.speed.toFixed(0)} 倍`,
    `待发布 ${status.remaining} 批`,
  ];
  if (status.fault !== null) parts.push(`最近一次写入失败：${status.fault}`);
  return parts.join("，");
}
