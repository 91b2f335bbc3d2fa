import type { ChannelSettings } from "@diaodu/storage";
import type { Outcome, Outgoing } from "./channel.ts";
import { sendToDingtalk } from "./dingtalk.ts";
import { sendEmail } from "./email.ts";
import { sendToFeishu } from "./feishu.ts";
import type { Sending } from "./robot-post.ts";
import { sendToWecom } from "./wecom.ts";

/**
 * Makes one attempt. Neither quiet hours nor `enabled` are looked at: whoever tries a channel out
 * wants to know now. Never throws.
 */
export function sendMessage(
  channel: ChannelSettings,
  message: Outgoing,
  o: Sending,
): Promise<Outcome> {
  const { way } = channel;
  switch (way.kind) {
    case "email":
      return sendEmail(way, message, o);
    case "wecom":
      return sendToWecom(way, message, o);
    case "dingtalk":
      return sendToDingtalk(way, message, o);
    case "feishu":
      return sendToFeishu(way, message, o);
    default:
      return way satisfies never;
  }
}
