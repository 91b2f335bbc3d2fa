import type { Channel, Message, Outcome } from "./channel.ts";
import { sendToDingtalk } from "./dingtalk.ts";
import { sendEmail } from "./email.ts";
import { sendToFeishu } from "./feishu.ts";
import type { Sending } from "./robot-post.ts";
import { sendToWecom } from "./wecom.ts";

/**
 * Makes one attempt. Neither quiet hours nor `enabled` are looked at: whoever tries a channel out
 * wants to know now. Never throws.
 */
export function sendMessage(channel: Channel, message: Message, o: Sending): Promise<Outcome> {
  const { settings } = channel;
  switch (settings.kind) {
    case "email":
      return sendEmail(settings, message, o);
    case "wecom":
      return sendToWecom(settings, message, o);
    case "dingtalk":
      return sendToDingtalk(settings, message, o);
    case "feishu":
      return sendToFeishu(settings, message, o);
    default:
      return settings satisfies never;
  }
}
