import { z } from "zod";
import { rung } from "./dispatch-part.ts";
import { calendarDay } from "./record.ts";
import { messageAttempt, slipSubject } from "./slips.ts";
import { unitCode } from "./session.ts";
import { instant, nameText, plainDate, seq, words } from "./vocabulary.ts";

/** 调度设置: what an installation sets for its dispatch, each with its versions. */

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, "须如 17:00");

export const dayOverride = z.strictObject({
  date: calendarDay,
  working: z.boolean(),
  name: nameText(20),
});

export const calendarBody = z.strictObject({
  spells: z
    .array(
      z.strictObject({
        from: calendarDay,
        interval: z.int().min(1).max(31),
        counting: z.enum(["calendar", "working"]),
        cutOff: clockTime,
        remindHours: z.int().min(1).max(24),
        freezeAt: clockTime,
      }),
    )
    .min(1)
    .max(100),
  days: z.array(dayOverride).max(2000),
});

export const ladderRule = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, "须为小写字母、数字和连字符"),
  name: nameText(20),
  subject: slipSubject.exclude(["unit"]),
  rung,
  light: z.enum(["behind", "slow"]).nullable(),
  rounds: z.int().min(0).max(200),
  overdueDays: z.int().min(0).max(365),
  afterAnswerDay: z.boolean(),
  answerDays: z.int().min(0).max(60),
});

export const ladderBody = z.strictObject({
  ladders: z
    .array(z.strictObject({ validFrom: calendarDay, rules: z.array(ladderRule).max(50) }))
    .min(1)
    .max(50),
});

export const wordingBody = z.strictObject({
  slipMark: nameText(20),
  bulletinMark: nameText(20),
  redHead: nameText(40).nullable(),
  signed: nameText(60),
  to: words(300),
  copies: words(300).nullable(),
  templates: z.record(z.string().regex(/^[\w.-]{1,60}$/u), words(500)),
});

const channelId = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/u, "须为小写字母、数字和连字符");
const channel = {
  id: channelId,
  name: nameText(30),
  enabled: z.boolean(),
  quiet: z.strictObject({ from: clockTime, to: clockTime }).nullable(),
  units: z.union([z.literal("all"), z.array(unitCode).max(200)]),
};
const mail = {
  kind: z.literal("email"),
  host: z.string().regex(/^[\w.:[\]-]{1,253}$/u, "须为邮件服务器的名称或地址"),
  port: z.int().min(1).max(65_535),
  secure: z.boolean(),
  user: nameText(200).nullable(),
  from: z.email("须为邮件地址"),
  to: z.record(unitCode, z.array(z.email("须为邮件地址")).max(20)),
};
/** `https`, or `http` within the office's own network; who we are is not said in the address. */
const robotAddress = z
  .url({ protocol: /^https?$/u, error: "须为 http 或 https 地址" })
  .max(1000)
  .refine((text) => !/^https?:\/\/[^/?#]*@/u.test(text), "地址中不能含有账号和密码");
/** What proves us is written and never read: absent keeps what is stored, null removes it. */
const secret = nameText(500).nullable().optional();

export const channelInput = z.strictObject({
  ...channel,
  way: z.discriminatedUnion("kind", [
    z.strictObject({ ...mail, password: secret }),
    z.strictObject({ kind: z.literal("wecom"), url: robotAddress.optional() }),
    z.strictObject({ kind: z.literal("dingtalk"), url: robotAddress.optional(), secret }),
    z.strictObject({ kind: z.literal("feishu"), url: robotAddress.optional(), secret }),
  ]),
});
export const channelsBody = z.strictObject({
  channels: z.array(channelInput).max(30),
  /** Where links in messages lead. */
  address: z
    .string()
    .regex(/^https?:\/\/[\w.:[\]-]{1,253}$/u, "须如 https://diaodu.example.gov.cn")
    .nullable(),
});

const isSet = z.object({ set: z.boolean() });
/** A robot's address proves us as a secret does: only its host is told. */
const toldAddress = z.object({ set: z.boolean(), host: z.string() });
export const channelTold = z.object({
  ...channel,
  way: z.discriminatedUnion("kind", [
    z.object({ ...mail, password: isSet }),
    z.object({ kind: z.literal("wecom"), url: toldAddress }),
    z.object({ kind: z.literal("dingtalk"), url: toldAddress, secret: isSet }),
    z.object({ kind: z.literal("feishu"), url: toldAddress, secret: isSet }),
  ]),
});

/** Version 0: never set, the product's own. */
const told = <B extends z.ZodType>(body: B) =>
  z.object({
    version: z.int().nonnegative(),
    by: z.string().nullable(),
    at: instant.nullable(),
    reason: z.string().nullable(),
    body,
  });

export const settingsKey = z.enum(["calendar", "ladder", "wording", "channels"]);

export const dispatchSettings = z.object({
  today: plainDate,
  calendar: told(calendarBody),
  ladder: told(ladderBody),
  wording: told(wordingBody),
  channels: told(z.object({ channels: z.array(channelTold), address: z.string().nullable() })),
  units: z.array(z.object({ code: unitCode, name: z.string() })),
});

const change = <B extends z.ZodType>(body: B) =>
  z.strictObject({
    /** The version that the sender saw; 0 where nothing was set. */
    version: z.int().nonnegative(),
    body,
    reason: words(200),
  });
export const calendarChange = change(calendarBody);
export const ladderChange = change(ladderBody);
export const wordingChange = change(wordingBody);
export const channelsChange = change(channelsBody);

export const settingsHistory = z.object({
  /** Newest first. */
  versions: z.array(
    z.object({
      version: z.int().positive(),
      at: instant,
      by: z.string(),
      reason: z.string().nullable(),
      /** What changed, a line each, without secrets. */
      changes: z.array(z.string()),
    }),
  ),
});

/** A file of override days as it was read; nothing is stored. */
export const dayFile = z.object({ days: z.array(dayOverride) });

/** By mail the unit chooses the addresses. */
export const channelTestRequest = z.strictObject({ unit: unitCode.nullable().default(null) });
export const channelTest = z.object({ seq, message: z.string() });
export const channelTestResult = z.object({
  state: z.enum(["waiting", "sent", "dead"]),
  attempts: z.array(messageAttempt),
});

export type SettingsKey = z.infer<typeof settingsKey>;
export type DispatchSettingsTold = z.infer<typeof dispatchSettings>;
export type CalendarBody = z.infer<typeof calendarBody>;
export type LadderBody = z.infer<typeof ladderBody>;
export type LadderRuleOnWire = z.infer<typeof ladderRule>;
export type WordingBody = z.infer<typeof wordingBody>;
export type ChannelInput = z.input<typeof channelInput>;
export type ChannelsBody = z.input<typeof channelsBody>;
export type ChannelTold = z.infer<typeof channelTold>;
export type SettingsHistory = z.infer<typeof settingsHistory>;
export type DayFile = z.infer<typeof dayFile>;
export type ChannelTest = z.infer<typeof channelTest>;
export type ChannelTestResult = z.infer<typeof channelTestResult>;
