import { dead, later, sent } from "./channel.ts";
import type { Outcome, Outgoing, Way } from "./channel.ts";
import { byteLength, cut, fitLines, linkAddress, literalLine } from "./plain-words.ts";
import { postToRobot, robotAddress } from "./robot-post.ts";
import type { Sending } from "./robot-post.ts";

/** Markdown of more bytes is refused with 40058. */
const CONTENT_LIMIT = 4096;

/** 20 messages a minute and robot. */
const RATE_WAIT_MS = 60_000;

/** What only new settings can mend; a code that we do not know is tried again. */
const DEAD_CODES: Readonly<Record<number, string>> = {
  40008: "消息类型不被支持",
  40058: "消息内容不被接受",
  93000: "机器人地址无效，机器人可能已被移除",
  93004: "机器人已停用",
  93008: "机器人不在群内",
};

/** Through a group robot of 企业微信. Success is `errcode` 0; the HTTP status is always 200. */
export async function sendToWecom(
  way: Way<"wecom">,
  message: Outgoing,
  o: Sending,
): Promise<Outcome> {
  const url = robotAddress(way.url);
  if (url === null) return dead("机器人地址无效");
  const answer = await postToRobot(
    url,
    { msgtype: "markdown", markdown: { content: wecomMarkdown(message) } },
    o,
  );
  if (answer.kind !== "answer") return answer;
  const code = answer.body["errcode"];
  if (typeof code !== "number") return later("企业微信应答无法识别");
  if (code === 0) return sent("企业微信已接收");
  if (code === 45009 || code === 45033) {
    return later(`企业微信限制发送频率（${code}）`, RATE_WAIT_MS);
  }
  const words = DEAD_CODES[code];
  return words === undefined
    ? later(`企业微信未接收（${code}）`)
    : dead(`企业微信：${words}（${code}）`);
}

function wecomMarkdown(message: Outgoing): string {
  const title = cut(literalLine(`${message.number ?? ""} ${message.title}`), 600);
  const link = linkAddress(message.link);
  const head = `**${title}**`;
  // An address too long to fit is left out rather than cut.
  const tail = link === null || byteLength(link) > 1000 ? "" : `\n[查看详情](${link})`;
  const room = CONTENT_LIMIT - byteLength(`${head}\n${tail}`);
  const lines = fitLines(message.lines.map(literalLine), room);
  return `${[head, ...lines].join("\n")}${tail}`;
}
