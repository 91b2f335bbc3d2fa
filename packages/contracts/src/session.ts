import { z } from "zod";
import { nameText, regionCode } from "./vocabulary.ts";

/** One of `ROLES` that a person can hold; the domain's list is the source. */
export const personalRole = z.enum([
  "system_admin",
  "security_admin",
  "audit_admin",
  "dispatch_office",
  "reviewer",
  "reporter",
  "leader",
  "viewer",
]);

export const unitCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u, "须为单位代码");
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/u, "须为 2 到 40 个小写字母、数字或 . _ -");
export const personName = nameText(40);

/** Longer ones are refused before anything is computed from them. */
export const password = z.string().min(1, "不能为空").max(200, "最多 200 个字符");

export const scope = z.strictObject({
  units: z.union([z.literal("all"), z.array(unitCode).max(200)]),
  regions: z.union([z.literal("all"), z.array(regionCode).max(500)]),
});

/** Who the caller is and what they may do. The page hides what would be refused, nothing more. */
export const me = z.object({
  /** Null when nobody is signed in. */
  account: z
    .object({
      id: z.string(),
      login,
      name: z.string(),
      roles: z.array(personalRole),
      scope,
      secondFactor: z.boolean(),
    })
    .nullable(),
  /** Actions with a reach other than `no`. */
  actions: z.record(z.string(), z.enum(["own", "all"])),
  /** What stands between the caller and the office; `none` when nothing does. */
  pending: z.enum(["none", "setup", "sign_in", "second_factor", "change_password"]),
  /** Whether an OpenID provider is configured, and what it is called. */
  openId: z.object({ name: z.string() }).nullable(),
  /** Sent back with every change as `X-CSRF-Token`. */
  csrfToken: z.string(),
  passwordRules: z.object({
    minLength: z.int(),
    /** Of lower case, upper case, digits, signs. */
    classes: z.int(),
    maxAgeDays: z.int(),
    remembered: z.int(),
  }),
});

export const signIn = z.strictObject({ login, password });
export const secondFactor = z.strictObject({
  code: z.string().regex(/^\d{6}$/u, "须为 6 位数字"),
});
export const changePassword = z.strictObject({ current: password, next: password });

/** The first start: the one-time code of the server's log, and the three administrators. */
export const setup = z.strictObject({
  code: z.string().trim().min(1, "不能为空").max(40),
  system: z.strictObject({ login, name: personName, password }),
  security: z.strictObject({ login, name: personName, password }),
  audit: z.strictObject({ login, name: personName, password }),
});

/** A second factor on offer: shown once as text and picture, in force after a code from it. */
export const totpOffer = z.object({ secret: z.string(), uri: z.string() });

export const sessionRow = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  ip: z.string().nullable(),
  agent: z.string().nullable(),
  method: z.string(),
  /** The caller's own. */
  current: z.boolean(),
});
export const sessionRows = z.object({ sessions: z.array(sessionRow) });

export type Me = z.infer<typeof me>;
export type Scope = z.infer<typeof scope>;
export type PersonalRole = z.infer<typeof personalRole>;
export type Setup = z.infer<typeof setup>;
export type SessionRow = z.infer<typeof sessionRow>;
