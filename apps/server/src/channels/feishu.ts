import { createHmac } from "node:crypto";
import { dead, later, sent } from "./channel.ts";
import type { Outcome, Outgoing, Way } from "./channel.ts";
import { byteLength, cut, fitLines, linkAddress, plainLine } from "./plain-words.ts";
import { postToRobot, robotAddress } from "./robot-post.ts";
import type { Sending } from "./robot-post.ts";

/** A whole request of more than 20 KB is refused with 9499; this is left for the text as JSON. */
const TEXT_LIMIT = 16_000;

/** 100 messages a minute and 5 a second; 11232 also comes when everybody sends on the hour. */
const RATE_WAIT_MS = 60_000;
const RATE_CODES: ReadonlySet<number> = new Set([11220, 11232, 11233, 11247]);

/** What only new settings can mend; a code that we do not know is tried again. */
const DEAD_CODES: Readonly<Record<number, string>> = {
  19001: "机器人地址无效",
  19002: "消息内容不被接受",
  19021: "签名不符，请核对密钥和服务器时间",
  19022: "服务器地址不在 IP 白名单内",
  19024: "消息不含机器人要求的关键词",
  19036: "机器人地址无效",
};

/** Through a custom robot of 飞书. Success is `code` 0, whatever the HTTP status. */
export async function sendToFeishu(
  way: Way<"feishu">,
  message: Outgoing,
  o: Sending,
): Promise<Outcome> {
  const url = robotAddress(way.url);
  if (url === null) return dead("机器人地址无效");
  const timestamp = String(Math.floor(o.now.getTime() / 1000));
  const signed = way.secret === null ? {} : { timestamp, sign: feishuSign(timestamp, way.secret) };
  const answer = await postToRobot(url, { ...signed, ...feishuCard(message) }, o);
  if (answer.kind !== "answer") return answer;
  const { code, msg } = answer.body;
  if (typeof code !== "number") return later("飞书应答无法识别");
  if (code === 0) return sent("飞书已接收");
  if (RATE_CODES.has(code)) return later(`飞书限制发送频率（${code}）`, RATE_WAIT_MS);
  // 9499 stands for haste and for a request that cannot be read: the words tell which.
  if (code === 9499) {
    return typeof msg === "string" && /bad request/iu.test(msg)
      ? dead("飞书：消息格式不被接受（9499）")
      : later("飞书限制发送频率（9499）", RATE_WAIT_MS);
  }
  const words = DEAD_CODES[code];
  return words === undefined ? later(`飞书未接收（${code}）`) : dead(`飞书：${words}（${code}）`);
}

/** 签名校验: HMAC-SHA256 of nothing under "timestamp\nsecret"; `timestamp` in seconds. */
function feishuSign(timestamp: string, secret: string): string {
  return createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");
}

/** A card of `plain_text`, in which nothing is markup. */
function feishuCard(message: Outgoing) {
  const title = cut(plainLine(`${message.number ?? ""} ${message.title}`), 600);
  const link = linkAddress(message.link);
  const lines = fitLines(message.lines.map(plainLine), TEXT_LIMIT, (text) =>
    byteLength(JSON.stringify(text)),
  );
  const text = { tag: "div", text: { tag: "plain_text", content: lines.join("\n") } };
  const button = {
    tag: "action",
    actions: [
      {
        tag: "button",
        text: { tag: "plain_text", content: "查看详情" },
        type: "primary",
        url: link,
      },
    ],
  };
  return {
    msg_type: "interactive",
    card: {
      config: { wide_screen_mode: true },
      header: { title: { tag: "plain_text", content: title }, template: "blue" },
      elements: link === null || byteLength(link) > 2000 ? [text] : [text, button],
    },
  };
}
