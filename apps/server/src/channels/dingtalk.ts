import { createHmac } from "node:crypto";
import { dead, later, sent } from "./channel.ts";
import type { Outcome, Outgoing, Way } from "./channel.ts";
import { byteLength, cut, fitLines, linkAddress, literalLine } from "./plain-words.ts";
import { postToRobot, robotAddress } from "./robot-post.ts";
import type { Sending } from "./robot-post.ts";

/** A whole request of more than 20,000 bytes is refused; this is left for the text as JSON. */
const TEXT_LIMIT = 18_000;

/** 20 messages a minute and robot; who sends more is kept out for ten minutes. */
const RATE_WAIT_MS = 10 * 60_000;
const RATE_CODES: ReadonlySet<number> = new Set([130101, 410100, 660026]);

/** What only new settings can mend; a code that we do not know is tried again. */
const DEAD_CODES: Readonly<Record<number, string>> = {
  40035: "机器人地址缺少参数",
  300001: "机器人地址无效",
  300005: "机器人地址无效",
  310000: "安全设置不符，请核对加签密钥、关键词、IP 白名单和服务器时间",
  400013: "群已解散",
  400101: "机器人地址无效",
  400102: "机器人已停用",
  400105: "消息类型不被支持",
  400106: "机器人不存在",
  430101: "消息内容不被接受",
  430102: "消息内容不被接受",
  430103: "消息内容不被接受",
  430104: "消息内容不被接受",
};

/** Through a custom robot of 钉钉. Success is `errcode` 0; the HTTP status is always 200. */
export async function sendToDingtalk(
  way: Way<"dingtalk">,
  message: Outgoing,
  o: Sending,
): Promise<Outcome> {
  const url = robotAddress(way.url);
  if (url === null) return dead("机器人地址无效");
  if (way.secret !== null) {
    const timestamp = String(o.now.getTime());
    url.searchParams.set("timestamp", timestamp);
    url.searchParams.set("sign", dingtalkSign(timestamp, way.secret));
  }
  const answer = await postToRobot(url, dingtalkBody(message), o);
  if (answer.kind !== "answer") return answer;
  const { errcode: code, errmsg } = answer.body;
  if (typeof code !== "number") return later("钉钉应答无法识别");
  if (code === 0) return sent("钉钉已接收");
  // One number has stood for an unknown token and for haste: the words tell which.
  const hasty = typeof errmsg === "string" && /too fast|exceed \d+ times/u.test(errmsg);
  if (hasty || RATE_CODES.has(code)) return later(`钉钉限制发送频率（${code}）`, RATE_WAIT_MS);
  const words = DEAD_CODES[code];
  return words === undefined ? later(`钉钉未接收（${code}）`) : dead(`钉钉：${words}（${code}）`);
}

/** 加签: HMAC-SHA256 of "timestamp\nsecret" under the secret; `timestamp` in milliseconds. */
function dingtalkSign(timestamp: string, secret: string): string {
  return createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
}

function dingtalkBody(message: Outgoing) {
  const title = cut(literalLine(`${message.number ?? ""} ${message.title}`), 600);
  const link = linkAddress(message.link);
  const head = `#### ${title}`;
  const tail = link === null || byteLength(link) > 2000 ? "" : `\n\n[查看详情](${link})`;
  const room = TEXT_LIMIT - byteLength(`${head}\n\n${tail}`);
  // Two spaces before a line break make it one; quotes of JSON count too.
  const lines = fitLines(
    message.lines.map(literalLine),
    room,
    (text) => byteLength(JSON.stringify(text)) + 3 * text.split("\n").length,
  );
  return {
    msgtype: "markdown",
    markdown: { title, text: `${head}\n\n${lines.join("  \n")}${tail}` },
    at: { atMobiles: [], atUserIds: [], isAtAll: false },
  };
}
