import { z } from "zod";
import { plainHttpAllowed } from "./access/open-id.ts";
import { DEFAULT_ACCESS as usual } from "./access/settings.ts";
import type { AccessSettings, OpenIdSettings } from "./access/settings.ts";
import { trustProxy, webAddress, whole } from "./config-values.ts";

const CALLBACK = "/api/v1/oidc/callback";
const text = z.string().min(1, "不能为空").max(500, "最多 500 个字");

/** Settings of who is let in, by environment variable without its prefix. */
export const ACCESS_SETTINGS = {
  ACCESS: z.enum(["open", "closed"], { error: "须为 open 或 closed" }).nullable().default(null),
  PUBLIC_URL: webAddress("须为浏览器访问本系统的地址，如 https://diaodu.example.cn")
    .nullable()
    .default(null),
  TRUST_PROXY: trustProxy.nullable().default(null),
  PASSWORD_MIN_LENGTH: whole(8, 64).default(usual.password.minLength),
  PASSWORD_CLASSES: whole(1, 4).default(usual.password.classes),
  PASSWORD_MAX_AGE_DAYS: whole(0, 3650).default(usual.password.maxAgeDays),
  PASSWORD_REMEMBERED: whole(0, 24).default(usual.password.remembered),
  LOCK_AFTER: whole(3, 100).default(usual.lock.after),
  LOCK_MINUTES: whole(1, 1440).default(usual.lock.minutes),
  IDLE_MINUTES: whole(1, 1440).default(usual.session.idleMinutes),
  SESSION_HOURS: whole(1, 168).default(usual.session.absoluteHours),
  SIGN_IN_LIMIT: whole(1, 10_000).default(usual.limits.signIn),
  METRICS_PASSWORD: z
    .string()
    .min(16, "至少 16 个字符")
    .max(200, "最多 200 个字符")
    .nullable()
    .default(null),
  API_LIMIT: whole(1, 1_000_000).default(usual.limits.api),
  OIDC_ISSUER: webAddress("须为统一身份认证的地址，如 https://sso.example.cn")
    .nullable()
    .default(null),
  OIDC_CLIENT_ID: text.nullable().default(null),
  OIDC_CLIENT_SECRET: text.nullable().default(null),
  OIDC_NAME: text.default("统一身份认证"),
  OIDC_REDIRECT_URL: webAddress(`须为本系统的回调地址，以 ${CALLBACK} 结尾`)
    .nullable()
    .default(null),
};

/** Reads one setting by name; a fault was noted already where it gives nothing usable. */
type Setting = <N extends keyof typeof ACCESS_SETTINGS>(
  name: N,
) => z.output<(typeof ACCESS_SETTINGS)[N]>;

export function accessOf(
  setting: Setting,
): Omit<AccessSettings, "board"> & { readonly board: AccessSettings["board"] | null } {
  return {
    board: setting("ACCESS"),
    publicUrl: setting("PUBLIC_URL"),
    password: {
      minLength: setting("PASSWORD_MIN_LENGTH"),
      classes: setting("PASSWORD_CLASSES"),
      maxAgeDays: setting("PASSWORD_MAX_AGE_DAYS"),
      remembered: setting("PASSWORD_REMEMBERED"),
    },
    lock: { after: setting("LOCK_AFTER"), minutes: setting("LOCK_MINUTES") },
    session: {
      idleMinutes: setting("IDLE_MINUTES"),
      absoluteHours: setting("SESSION_HOURS"),
    },
    limits: { signIn: setting("SIGN_IN_LIMIT"), api: setting("API_LIMIT") },
    openId: openIdOf(setting),
    metricsPassword: setting("METRICS_PASSWORD"),
  };
}

function redirectUrl(setting: Setting): string | null {
  const publicUrl = setting("PUBLIC_URL");
  return setting("OIDC_REDIRECT_URL") ?? (publicUrl === null ? null : publicUrl + CALLBACK);
}

/** Null where any part is missing: {@link accessFaults} says which. */
function openIdOf(setting: Setting): OpenIdSettings | null {
  const issuer = setting("OIDC_ISSUER");
  const clientId = setting("OIDC_CLIENT_ID");
  const clientSecret = setting("OIDC_CLIENT_SECRET");
  const returnTo = redirectUrl(setting);
  if (!issuer || !clientId || !clientSecret || !returnTo) return null;
  return { issuer, clientId, clientSecret, name: setting("OIDC_NAME"), redirectUrl: returnTo };
}

/** What is wrong with settings that are each right. */
export function accessFaults(setting: Setting): string[] {
  const faults: string[] = [];
  const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  if (needed.every((name) => setting(name) === null)) return faults;
  for (const name of needed) {
    if (setting(name) === null) faults.push(`DIAODU_${name}：使用统一身份认证时不能缺少`);
  }
  const returnTo = redirectUrl(setting);
  if (returnTo === null) {
    faults.push("DIAODU_PUBLIC_URL：使用统一身份认证时须说明本系统的访问地址");
  } else if (!returnTo.endsWith(CALLBACK)) {
    faults.push(`DIAODU_OIDC_REDIRECT_URL：须以 ${CALLBACK} 结尾`);
  }
  const issuer = setting("OIDC_ISSUER");
  if (issuer?.startsWith("http:") === true && !plainHttpAllowed(issuer)) {
    faults.push("DIAODU_OIDC_ISSUER：须为 https 地址，只有本机可以用 http");
  }
  return faults;
}
