import { dead, later } from "./channel.ts";
import type { Outcome } from "./channel.ts";

/** No robot answers with more than a few hundred bytes. */
const ANSWER_LIMIT = 64 * 1024;

/** What sending needs of the world. */
export interface Sending {
  /** The real time: signatures are refused when it is more than an hour off. */
  readonly now: Date;
  /** From the first packet to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Breaks the attempt off: the server stops. */
  readonly stop: AbortSignal;
}

/** An attempt that the stop of the server cut short: it may have arrived. */
export const BROKEN_OFF = later("服务停止，发送中断");

/** The robot's own answer, or what became of the attempt when there was none. */
export type RobotAnswer =
  | { readonly kind: "answer"; readonly body: Readonly<Record<string, unknown>> }
  | Outcome;

/**
 * The address of a robot. A company may run its chat on an address of its own, in the clear and in
 * its own network, so nothing but the form is judged.
 * @returns null where it is no http(s) address, or carries a user or password
 */
export function robotAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.username === "" && url.password === "" ? url : null;
}

/** Posts JSON and reads a JSON object; follows no redirect, reads at most 64 KiB. Never throws. */
export async function postToRobot(url: URL, body: unknown, o: Sending): Promise<RobotAnswer> {
  let status: number;
  let text: string | null;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(o.timeoutMs), o.stop]),
    });
    status = response.status;
    const refused = judgeStatus(status, response.headers.get("retry-after"), o.now);
    if (refused !== null) {
      await response.body?.cancel();
      return refused;
    }
    text = await readAtMost(response, ANSWER_LIMIT);
  } catch (error) {
    return o.stop.aborted ? BROKEN_OFF : judgeFailure(error);
  }
  if (text === null) return later("对方应答超过 64 KiB，无法确认是否送达");
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === "object" && answer !== null && !Array.isArray(answer)) {
      return { kind: "answer", body: { ...answer } };
    }
  } catch {
    // Said below: a portal or a proxy in between answers with a page of its own.
  }
  return later(`对方应答无法识别（HTTP ${status}），可能经过了代理或认证网关`);
}

function judgeStatus(status: number, retryAfter: string | null, now: Date): Outcome | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return dead(`地址被重定向（HTTP ${status}），请填写最终地址`);
  if (status === 429) return later("发送过于频繁（HTTP 429）", waitOf(retryAfter, now));
  if (status === 408 || status === 425 || status >= 500) {
    return later(`对方暂时无法处理（HTTP ${status}）`, waitOf(retryAfter, now));
  }
  return dead(`对方拒绝请求（HTTP ${status}），请核对地址`);
}

/** `Retry-After` in seconds or as a date; nothing longer than a day is believed. */
function waitOf(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null) return null;
  const ms = /^\d+$/u.test(retryAfter.trim())
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, 24 * 3_600_000) : null;
}

async function readAtMost(response: Response, limit: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return "";
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The error's own text may hold the address, so only its code is told. */
function judgeFailure(error: unknown): Outcome {
  if (error instanceof DOMException && error.name === "TimeoutError") return later("等待应答超时");
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : null;
  if (cause instanceof Error && cause.message === "bad port") return dead("地址的端口不允许使用");
  return later(failureWords(codeOf(cause)));
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

/** What the operating system and OpenSSL call it, in words for whoever looks after the channel. */
export function failureWords(code: string): string {
  switch (code) {
    case "ECONNREFUSED":
      return "连接被拒绝";
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EDNS":
      return "域名无法解析";
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
      return "连接超时";
    case "ECONNRESET":
    case "EPIPE":
    case "ECONNECTION":
    case "UND_ERR_SOCKET":
      return "连接中断";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "网络不通";
    default:
      if (/CERT|SELF_SIGNED|ISSUER/u.test(code)) return "对方证书不受信任";
      if (/SSL|TLS/u.test(code)) return "加密连接建立失败";
      return "网络故障";
  }
}
