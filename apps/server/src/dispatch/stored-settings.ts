import type { Ladder, RoundCalendar } from "@diaodu/domain";
import { DEFAULT_LADDER, TWO_DAY_CALENDAR } from "@diaodu/domain";
import type { ChannelSettings, SettingsBodies, Storage } from "@diaodu/storage";

/** What an installation has set for its dispatch; what it has not is the product's own. */
export interface DispatchSettings {
  readonly calendar: RoundCalendar;
  readonly ladders: readonly Ladder[];
  readonly channels: readonly ChannelSettings[];
  readonly address: string | null;
  readonly wording: SettingsBodies["wording"];
}

const DEFAULT_WORDING: SettingsBodies["wording"] = {
  slipMark: "调督",
  bulletinMark: "调度通报",
  redHead: null,
  signed: "市调度办公室",
  to: "各县（市、区）人民政府，市直有关部门",
  copies: null,
  templates: {},
};

export const DEFAULT_SETTINGS: DispatchSettings = {
  calendar: TWO_DAY_CALENDAR,
  ladders: [DEFAULT_LADDER],
  channels: [],
  address: null,
  wording: DEFAULT_WORDING,
};

/** The settings as they stand, or as they stood after a change. */
export async function readSettings(
  storage: Pick<Storage, "records">,
  at: { readonly atSeq?: number | undefined } = {},
): Promise<DispatchSettings> {
  const records = await storage.records("settings", at);
  const bodies: Partial<SettingsBodies> = Object.fromEntries(
    records.map(({ id, body }) => [id, body]),
  );
  return {
    calendar: bodies.calendar ?? DEFAULT_SETTINGS.calendar,
    ladders: bodies.ladder?.ladders ?? DEFAULT_SETTINGS.ladders,
    channels: bodies.channels?.channels ?? [],
    address: bodies.channels?.address ?? null,
    wording: bodies.wording ?? DEFAULT_WORDING,
  };
}
