import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Keys of the one robot of each kind; whoever sends to another is refused. */
export const KEYS = {
  wecom: "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
  dingtalk: "566cc69da782ec337d61d4a2e7ea8bb4",
  feishu: "0f3c2d4e-aaaa-bbbb-cccc-1234567890ab",
} as const;
export const SECRETS = { dingtalk: "SECretOfDingtalk+/=", feishu: "secretOfFeishu" } as const;

export type RobotKind = keyof typeof KEYS;

/** What goes wrong with the next request. */
type Fault =
  | { readonly kind: "reset" | "hang" | "slow" | "malformed" | "huge" | "drip" }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: "body"; readonly body: unknown };

export interface RobotServer {
  /** Address of a robot, as its settings page shows it. */
  url(kind: RobotKind): string;
  /** What arrived in the group, in order. */
  readonly taken: readonly { readonly kind: RobotKind; readonly body: Record<string, unknown> }[];
  /** Requests of any kind, refused ones too. */
  readonly requests: number;
  /** Queues what goes wrong, one request each. */
  fail(...faults: Fault[]): void;
  close(): Promise<void>;
}

/**
 * The group robots of 企业微信, 钉钉 and 飞书 on one port of this machine: the same addresses,
 * signatures, limits and answers, every answer with status 200.
 */
export async function startRobots(o: { readonly now?: () => Date } = {}): Promise<RobotServer> {
  const now = o.now ?? (() => new Date());
  const taken: { kind: RobotKind; body: Record<string, unknown> }[] = [];
  const faults: Fault[] = [];
  const arrivals: Record<RobotKind, number[]> = { wecom: [], dingtalk: [], feishu: [] };
  let requests = 0;

  const server = createServer((request, response) => {
    requests += 1;
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const fault = faults.shift();
    if (fault !== undefined && misbehave(fault, response)) return;
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const kind = kindOf(url);
    const said =
      kind === null
        ? { errcode: 404, errmsg: "not found" }
        : answers[kind]({ url, text, request, now: now() });
    if (kind !== null && said === OK[kind]) {
      const recent = arrivals[kind].filter((at) => at > now().getTime() - 60_000);
      arrivals[kind] = recent;
      if (recent.length >= LIMITS[kind]) return send(response, TOO_FAST[kind]);
      recent.push(now().getTime());
      taken.push({ kind, body: JSON.parse(text) as Record<string, unknown> });
    }
    if (fault?.kind === "slow") setTimeout(() => send(response, said), 100);
    else send(response, said);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: (kind) =>
      ({
        wecom: `${root}/cgi-bin/webhook/send?key=${KEYS.wecom}`,
        dingtalk: `${root}/robot/send?access_token=${KEYS.dingtalk}`,
        feishu: `${root}/open-apis/bot/v2/hook/${KEYS.feishu}`,
      })[kind],
    taken,
    get requests() {
      return requests;
    },
    fail: (...more) => void faults.push(...more),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** True where the request was dealt with. */
function misbehave(fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case "reset":
      response.socket?.resetAndDestroy();
      return true;
    case "hang":
      return true;
    case "drip": {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(timer));
      return true;
    }
    case "malformed":
      response.end("<html><body>请先登录上网认证</body></html>");
      return true;
    case "huge":
      response.end(`{"errcode":0,"code":0,"errmsg":"${"好".repeat(60_000)}"}`);
      return true;
    case "status":
      response.writeHead(fault.status, fault.headers).end("{}");
      return true;
    case "body":
      send(response, fault.body);
      return true;
    case "slow":
      return false;
    default:
      return fault satisfies never;
  }
}

interface Asked {
  readonly url: URL;
  readonly text: string;
  readonly request: IncomingMessage;
  readonly now: Date;
}

const LIMITS: Record<RobotKind, number> = { wecom: 20, dingtalk: 20, feishu: 100 };
const OK: Record<RobotKind, unknown> = {
  wecom: { errcode: 0, errmsg: "ok" },
  dingtalk: { errcode: 0, errmsg: "ok" },
  feishu: { StatusCode: 0, StatusMessage: "success", code: 0, data: {}, msg: "success" },
};
const TOO_FAST: Record<RobotKind, unknown> = {
  wecom: {
    errcode: 45009,
    errmsg: "api freq out of limit, hint: [1620132870], from ip: 127.0.0.1",
  },
  dingtalk: { errcode: 130101, errmsg: "send too fast, exceed 20 times per minute" },
  feishu: { code: 11232, data: {}, msg: "frequency limited psm[lark.oapi.app_platform_runtime]" },
};

const HOUR_MS = 3_600_000;

const answers: Record<RobotKind, (asked: Asked) => unknown> = {
  wecom({ url, text }) {
    if (url.searchParams.get("key") !== KEYS.wecom) {
      return { errcode: 93000, errmsg: `invalid webhook url ${url.href}` };
    }
    const body = parse(text);
    const content = stringAt(body, "markdown", "content");
    if (body?.["msgtype"] !== "markdown" || content === null || content === "") {
      return { errcode: 40008, errmsg: "invalid message type" };
    }
    if (Buffer.byteLength(content) > 4096) {
      return { errcode: 40058, errmsg: "markdown.content exceed max length 4096" };
    }
    return OK.wecom;
  },
  dingtalk({ url, text, request, now }) {
    const token = url.searchParams.get("access_token");
    if (token === null || token === "") return { errcode: 40035, errmsg: "缺少参数 access_token" };
    if (token !== KEYS.dingtalk) return { errcode: 300005, errmsg: "token is not exist" };
    if (request.headers["content-type"]?.startsWith("application/json") !== true) {
      return { errcode: 43004, errmsg: "无效的HTTP HEADER Content-Type" };
    }
    const timestamp = url.searchParams.get("timestamp") ?? "";
    if (Math.abs(now.getTime() - Number(timestamp)) > HOUR_MS) {
      return { errcode: 310000, errmsg: "invalid timestamp" };
    }
    const sign = createHmac("sha256", SECRETS.dingtalk)
      .update(`${timestamp}\n${SECRETS.dingtalk}`)
      .digest("base64");
    if (url.searchParams.get("sign") !== sign) {
      return { errcode: 310000, errmsg: "sign not match" };
    }
    const body = parse(text);
    if (body?.["msgtype"] !== "markdown") return { errcode: 400105, errmsg: "unsupported type" };
    if (Buffer.byteLength(text) > 20_000) {
      return { errcode: 460101, errmsg: "message too long, exceed 20000 bytes" };
    }
    const complete = stringAt(body, "markdown", "title") && stringAt(body, "markdown", "text");
    return complete ? OK.dingtalk : { errcode: 40035, errmsg: "param error" };
  },
  feishu({ url, text, now }) {
    if (!url.pathname.endsWith(`/${KEYS.feishu}`)) {
      return {
        code: 19001,
        data: {},
        msg: "param invalid: incoming webhook access token invalid",
      };
    }
    const body = parse(text);
    if (body === null || Buffer.byteLength(text) > 20 * 1024) return badRequest;
    const timestamp = typeof body["timestamp"] === "string" ? body["timestamp"] : "";
    const sign = createHmac("sha256", `${timestamp}\n${SECRETS.feishu}`).digest("base64");
    const old = Math.abs(now.getTime() - Number(timestamp) * 1000) > HOUR_MS;
    if (old || body["sign"] !== sign) {
      return {
        code: 19021,
        msg: "sign match fail or timestamp is not within one hour from current time",
      };
    }
    if (body["msg_type"] !== "interactive" || typeof body["card"] !== "object") return badRequest;
    return OK.feishu;
  },
};

const badRequest = { code: 9499, msg: "Bad Request", data: {} };

function kindOf(url: URL): RobotKind | null {
  if (url.pathname === "/cgi-bin/webhook/send") return "wecom";
  if (url.pathname === "/robot/send") return "dingtalk";
  return url.pathname.startsWith("/open-apis/bot/v2/hook/") ? "feishu" : null;
}

function send(response: ServerResponse, body: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function stringAt(
  body: Record<string, unknown> | null,
  outer: string,
  inner: string,
): string | null {
  const value = body?.[outer];
  if (typeof value !== "object" || value === null) return null;
  const found = (value as Record<string, unknown>)[inner];
  return typeof found === "string" ? found : null;
}
