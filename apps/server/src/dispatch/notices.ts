import type { Slip } from "@diaodu/domain";
import { RUNG_NAMES } from "@diaodu/domain";
import type { ChannelSettings, NewMessage } from "@diaodu/storage";

/** The inbox within the product: every unit has it, whatever else is set up. */
export const PRODUCT = "product";

/** What is told, before it is known by which ways. */
export interface Notice {
  /** Stable name of this notice; with the channel it makes the message's id. */
  readonly id: string;
  readonly unit: string;
  readonly about: NewMessage["about"];
  readonly title: string;
  readonly lines: readonly string[];
  readonly path: string;
}

/** One message for the inbox, and one for each channel that carries this unit's. */
export function messagesOf(
  notice: Notice,
  channels: readonly ChannelSettings[],
  at: string,
): NewMessage[] {
  const carrying = channels
    .filter(({ enabled, units }) => enabled && (units === "all" || units.includes(notice.unit)))
    .map(({ id }) => id);
  return [PRODUCT, ...carrying].map((channel) => ({
    id: `${notice.id}:${channel}`,
    channel,
    unit: notice.unit,
    account: null,
    about: notice.about,
    title: notice.title,
    lines: notice.lines,
    // The storage writes the drawn number of the slip that this is about.
    number: null,
    path: notice.path,
    notBefore: at,
  }));
}

/** `提示单：…`, why, and by when to answer. */
export function slipNotice(id: string, slip: Slip): Notice {
  return {
    id,
    unit: slip.case.unit,
    about: { kind: "slip", id },
    title: slip.title,
    lines: [
      ...slip.reasons.map(({ label, value }) => `${label}：${value}`),
      `请于 ${slip.answerBy} 前答复${RUNG_NAMES[slip.rung]}`,
    ],
    path: `/office/slips/${id}`,
  };
}

/** 催报: the round falls due today and figures are missing. */
export function reminderNotice(
  round: { readonly code: string; readonly number: number; readonly dueText: string },
  unit: string,
  missing: number,
): Notice {
  return {
    id: `remind-${round.code}-${unit}`,
    unit,
    about: { kind: "round", id: round.code },
    title: `第 ${round.number} 期填报今日 ${round.dueText} 截止`,
    lines: [`尚有 ${missing} 项未报，请及时填报`],
    path: "/office/report",
  };
}

/** 催报 by hand: somebody asks for what is missing. */
export function urgeNotice(
  round: { readonly code: string; readonly number: number },
  unit: string,
  missing: number,
): Notice {
  return {
    id: `urge-${round.code}-${unit}`,
    unit,
    about: { kind: "round", id: round.code },
    title: `催报：第 ${round.number} 期尚有 ${missing} 项未报`,
    lines: ["请尽快填报；确有困难的，请与调度办公室联系"],
    path: "/office/report",
  };
}
