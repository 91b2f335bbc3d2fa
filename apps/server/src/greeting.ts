import { networkInterfaces } from "node:os";
import type { DemoPeople } from "./demo/demo-people.ts";

/** Of a server that listens: what the person who started it is told. */
export interface Seen {
  readonly port: number;
  /** Whether pages are there; the API works either way. */
  readonly pages: boolean;
}

export const HOW_TO_STOP = "按 Ctrl-C 停止。\n\n";

/** What the person who started it needs: where to look, from here and from the hall's other screens. */
export function greeting(server: Seen, host: string, demo: boolean): string {
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
export function guestList({ logins, password }: DemoPeople): string {
  const list = logins.map(({ login, name }) => `${login} ${name.replace("（模拟）", "")}`);
  return [`  演示账号（密码均为 ${password}）：\n`, `    ${list.join("、")}\n`].join("");
}

/** How to make the first accounts. Whoever reads this output may; nobody else learns the code. */
export function invitation(server: Seen, host: string, code: string): string {
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
function addressOf(server: Seen, host: string): string {
  const own = isEverywhere(host) ? "127.0.0.1" : host;
  return `http://${own.includes(":") ? `[${own}]` : own}:${server.port}`;
}

function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === "IPv4" && !one.internal)
    .map((one) => one.address);
}
