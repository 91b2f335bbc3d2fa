import type { MessageRow, SlipDetail } from "@diaodu/contracts";
import type { Message, MessageAttempt, Storage } from "@diaodu/storage";
import { PRODUCT } from "../../dispatch/notices.ts";
import type { ChannelSettings } from "@diaodu/storage";
import { unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";

/** A message without its text, by the names of its channel and unit. */
export function presentMessage(
  message: Message,
  { channels, names }: { readonly channels: readonly ChannelSettings[]; readonly names: Names },
): MessageRow {
  const { id, channel, unit, about, title, number, state, attempts } = message;
  const known = channels.find((one) => one.id === channel);
  return {
    id,
    channel,
    channelName: channel === PRODUCT ? "收件箱" : (known?.name ?? channel),
    unit,
    unitName: unit === null ? null : unitName(names, unit),
    about: { kind: about.kind, id: about.id },
    title,
    number,
    state,
    attempts,
    nextAt: state === "waiting" ? message.nextAt : null,
    createdAt: message.createdAt,
    settledAt: message.settledAt,
  };
}

export function presentAttempt({ n, at, outcome, detail }: MessageAttempt) {
  return { n, at, outcome, detail };
}

/** 送达记录 of what was told of a slip: every message with every attempt. */
export async function deliveriesOf(
  storage: Pick<Storage, "messages" | "messageAttempts">,
  slip: string,
  around: Parameters<typeof presentMessage>[1],
): Promise<NonNullable<SlipDetail["deliveries"]>> {
  const messages = await storage.messages({ about: { kind: "slip", id: slip } });
  const attempts = await storage.messageAttempts(messages.map(({ id }) => id));
  return messages.map((message) => ({
    message: presentMessage(message, around),
    attempts: attempts.filter((one) => one.message === message.id).map(presentAttempt),
  }));
}
