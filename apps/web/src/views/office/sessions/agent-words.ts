import { admin } from "../../../strings/zh-CN-admin.ts";

/** In this order: a browser names its ancestors too, and every phone names its mother. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/(\d+)/u, "微信"],
  [/DingTalk\/(\d+)/u, "钉钉"],
  [/Edg\/(\d+)/u, "Edge"],
  [/Firefox\/(\d+)/u, "Firefox"],
  [/Chrome\/(\d+)/u, "Chrome"],
  [/Version\/(\d+).*Safari/u, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/u, "iOS"],
  [/Android/u, "Android"],
  [/Windows/u, "Windows"],
  [/Mac OS X/u, "macOS"],
  [/Linux/u, "Linux"],
];

/** `Chrome 120 · Windows` of a User-Agent header. */
export function agentWords(agent: string | null): string {
  if (agent === null) return admin.sessions.unknownDevice;
  const browser = BROWSERS.flatMap(([pattern, name]) => {
    const version = pattern.exec(agent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1];
  const known = [browser, system].filter((words) => words !== undefined);
  return known.length === 0 ? agent.slice(0, 40) : known.join(" · ");
}
