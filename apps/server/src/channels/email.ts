import { createHash } from "node:crypto";
import { dead, later, sent } from "./channel.ts";
import type { Outcome, Outgoing, Way } from "./channel.ts";
import { cut, escapeHtml, linkAddress, plainLine } from "./plain-words.ts";
import { BROKEN_OFF, failureWords } from "./robot-post.ts";
import type { Sending } from "./robot-post.ts";

/** Some servers refuse a subject of more than 998 bytes once it is encoded. */
const SUBJECT_LIMIT = 300;

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/u;

/** To the addresses of the message's unit, as one mail. Never throws. */
export async function sendEmail(
  way: Way<"email">,
  message: Outgoing,
  o: Sending,
): Promise<Outcome> {
  const to = (message.unit === null ? undefined : way.to[message.unit]) ?? [];
  if (to.length === 0) return dead("该单位没有收件地址");
  // With the first mail, not with the start: it is a twentieth of all the program's code.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host: way.host,
    port: way.port,
    secure: way.secure,
    // A password is not sent in the clear, whatever somebody between us and the server takes away.
    requireTLS: !way.secure && way.password !== null && !LOOPBACK.test(way.host),
    ...(way.user === null ? {} : { auth: { user: way.user, pass: way.password ?? "" } }),
    dnsTimeout: o.timeoutMs,
    connectionTimeout: o.timeoutMs,
    greetingTimeout: o.timeoutMs,
    socketTimeout: o.timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  try {
    const info = await transport.sendMail({
      from: way.from,
      // As objects: a comma in an address must not make two of one.
      to: to.map((address) => ({ name: "", address })),
      ...mailContent(message),
      messageId: messageId(message.id, way.from),
      date: o.now,
      headers: { "Auto-Submitted": "auto-generated" },
      // Two waits of the library in a row may not add up beyond the whole.
      signal: AbortSignal.any([AbortSignal.timeout(o.timeoutMs), o.stop]),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return judgeRejected(info.rejectedErrors ?? [], info.rejected);
  } catch (error) {
    return o.stop.aborted ? BROKEN_OFF : judgeError(error);
  } finally {
    transport.close();
  }
}

/** The same for every attempt: a mail server that has it already may drop the repetition. */
function messageId(id: string, from: string): string {
  const domain = /@([a-z\d.-]+)>?\s*$/iu.exec(from)?.[1] ?? "diaodu.invalid";
  return `<${createHash("sha256").update(id).digest("hex").slice(0, 40)}@${domain}>`;
}

function mailContent(message: Outgoing) {
  const subject = cut(plainLine(`${message.number ?? ""} ${message.title}`), SUBJECT_LIMIT);
  const lines = message.lines.map(plainLine);
  const link = linkAddress(message.link);
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`);
  if (link !== null) paragraphs.push(`<p><a href="${escapeHtml(link)}">查看详情</a></p>`);
  return {
    subject,
    text: [...lines, ...(link === null ? [] : ["", `查看详情：${link}`])].join("\n"),
    html: `<!doctype html><html lang="zh-CN"><body>${paragraphs.join("")}</body></html>`,
  };
}

/** Of several addresses some were taken. Who may be taken later is worth a repetition to all. */
function judgeRejected(
  errors: readonly { readonly responseCode?: number | undefined }[],
  rejected: readonly string[],
): Outcome {
  if (rejected.length === 0) return sent("邮件服务器已接收");
  const refused = `${rejected.length} 个收件地址被拒绝`;
  return errors.some((error) => isTemporary(error.responseCode ?? null))
    ? later(`部分收件地址暂时无法接收：${refused}`)
    : sent(`邮件服务器已接收，但有 ${refused}`);
}

const isTemporary = (code: number | null) => code !== null && code >= 400 && code < 500;

/** The server's words may repeat what it was sent, so only codes are told. */
function judgeError(error: unknown): Outcome {
  if (!(error instanceof Error)) return later("邮件未能发出");
  const { code, responseCode, originalCode, rejectedCodes } = readError(error);
  if (rejectedCodes.some(isTemporary)) {
    return later(`收件地址暂时无法接收（${responseCode ?? ""}）`);
  }
  if (responseCode !== null) {
    if (isTemporary(responseCode) || responseCode === 503) {
      return later(`邮件服务器暂时无法接收（${responseCode}）`);
    }
    if (responseCode >= 500) return dead(`${refusedWords(code)}（${responseCode}）`);
  }
  if (code === "ENOAUTH") return dead("邮件服务器要求登录，请填写用户名和密码");
  if (code === "EENVELOPE") return dead("发件或收件地址格式不正确");
  if (code === "EABORT") return later("邮件服务器应答超时");
  return later(`邮件服务器：${failureWords(originalCode === "" ? code : originalCode)}`);
}

function refusedWords(code: string): string {
  if (code === "ETLS") return "邮件服务器不支持加密连接，密码不以明文发送";
  if (code === "EAUTH") return "邮件服务器不接受用户名或密码";
  if (code === "EENVELOPE") return "邮件服务器拒绝发件或收件地址";
  return "邮件服务器拒绝接收";
}

interface MailFault {
  readonly code: string;
  readonly originalCode: string;
  readonly responseCode: number | null;
  /** Reply codes for single addresses. */
  readonly rejectedCodes: readonly (number | null)[];
}

/** The fields that nodemailer adds to its errors. */
function readError(error: Error): MailFault {
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(error));
  const { code, responseCode, originalCode, rejectedErrors } = fields;
  const single: readonly unknown[] = Array.isArray(rejectedErrors) ? rejectedErrors : [];
  return {
    code: typeof code === "string" ? code : "",
    originalCode: typeof originalCode === "string" ? originalCode : "",
    responseCode: typeof responseCode === "number" ? responseCode : null,
    rejectedCodes: single.map((each) =>
      each instanceof Error ? readError(each).responseCode : null,
    ),
  };
}
