import type { DispatchSettingsTold, SettingsHistory, SettingsKey } from "@diaodu/contracts";
import { queryOptions } from "@tanstack/react-query";
import type { Api } from "./api.ts";
import { CYCLE_KEY } from "./office-live.ts";

export const SETTINGS_KEY = [...CYCLE_KEY, "settings"] as const;

/** All settings of dispatch as they stand. */
export const settingsQuery = (api: Api) =>
  queryOptions({
    queryKey: [...SETTINGS_KEY, "all"],
    queryFn: ({ signal }) => api.get<DispatchSettingsTold>("/settings", signal),
  });

/** Who changed one of them, when and why. */
export const settingsHistoryQuery = (api: Api, key: SettingsKey) =>
  queryOptions({
    queryKey: [...SETTINGS_KEY, "history", key],
    queryFn: ({ signal }) => api.get<SettingsHistory>(`/settings/${key}/history`, signal),
  });
