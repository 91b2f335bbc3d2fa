import { zhCN } from "zod/locales";

/** Passed to each parse whose faults a person will read, instead of changing zod for everybody. */
export const chinese = { error: zhCN().localeError };
