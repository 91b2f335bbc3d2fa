import { operation } from "./operation.ts";
import type { ComponentName } from "./components.ts";
import type { Json } from "./parts.ts";

const change = (id: string, summary: string, body: ComponentName) => ({
  put: operation({ id, summary, body, refusals: ["changed_meanwhile"] }),
});

/** 调度设置. */
export const SETTINGS_PATHS: Json = {
  "/api/v1/settings": {
    get: operation({
      id: "readSettings",
      summary: "All settings as they stand; of secrets only whether they are set",
      answer: "DispatchSettings",
    }),
  },
  "/api/v1/settings/{key}/history": {
    get: operation({
      id: "readSettingsHistory",
      summary: "Who changed what of calendar, ladder, wording or channels, when and why",
      path: ["key"],
      answer: "SettingsHistory",
      refusals: ["not_found"],
    }),
  },
  "/api/v1/settings/calendar": change(
    "writeCalendar",
    "Sets how rounds run and which days differ; rounds that have begun stay as they were",
    "CalendarChange",
  ),
  "/api/v1/settings/calendar/days.csv": {
    get: operation({
      id: "exportDays",
      summary: "Days that differ, as `date,working,name`",
      file: "text/csv",
    }),
  },
  "/api/v1/settings/calendar/days": {
    post: {
      ...operation({
        id: "readDayFile",
        summary: "Reads a file of `date,working,name`; nothing is stored",
        answer: "DayFile",
        refusals: [
          "validation_failed",
          "unreadable_file",
          "body_too_large",
          "unsupported_media_type",
        ],
      }),
      requestBody: {
        required: true,
        content: { "text/csv": { schema: { type: "string" } } },
      },
    },
  },
  "/api/v1/settings/ladder": change(
    "writeLadder",
    "Sets the rules of the ladder; those in force before today stay as they were",
    "LadderChange",
  ),
  "/api/v1/settings/wording": change(
    "writeWording",
    "Sets how papers are marked, headed, signed and addressed",
    "WordingChange",
  ),
  "/api/v1/settings/channels": change(
    "writeChannels",
    "Sets the ways out of the product; a secret that is absent stays as it is stored",
    "ChannelsChange",
  ),
  "/api/v1/settings/channels/{id}/test": {
    post: operation({
      id: "testChannel",
      summary: "Sends a test message through the outbox",
      path: ["id"],
      body: "ChannelTestRequest",
      answer: "ChannelTest",
      status: 202,
      refusals: ["not_found", "step_refused"],
    }),
  },
  "/api/v1/settings/channels/{id}/test/{message}": {
    get: operation({
      id: "readChannelTest",
      summary: "What became of a test message",
      path: ["id", "message"],
      answer: "ChannelTestResult",
      refusals: ["not_found"],
    }),
  },
};
