import { z } from "zod";
import { login, password, personalRole, personName, scope, unitCode } from "./session.ts";
import { indicatorCode, instant, nameText, plainDate, regionCode } from "./vocabulary.ts";

export const account = z.object({
  id: z.string(),
  login,
  name: z.string(),
  roles: z.array(personalRole),
  scope,
  state: z.enum(["active", "disabled"]),
  mustChangePassword: z.boolean(),
  passwordChangedAt: instant.nullable(),
  lockedUntil: instant.nullable(),
  secondFactor: z.boolean(),
  openId: z.string().nullable(),
  createdAt: instant,
  lastSignInAt: instant.nullable(),
  version: z.int().positive(),
});
export const accountAnswer = z.object({ account });
export const accounts = z.object({ accounts: z.array(account) });

/** By the system administrator: a person, not yet anything they may do. */
export const newAccount = z.strictObject({
  login,
  name: personName,
  /** Absent: the answer carries a password made at random, shown once. */
  password: password.nullable().default(null),
  openId: nameText(400).nullable().default(null),
});
/** The initial password is shown once and must be changed at the first sign-in. */
export const newAccountAnswer = z.object({ account, initialPassword: z.string().nullable() });

/** By the system administrator. */
export const accountUpdate = z.strictObject({
  version: z.int().positive(),
  name: personName.optional(),
  state: z.enum(["active", "disabled"]).optional(),
  openId: nameText(400).nullable().optional(),
});
/** By the security administrator. */
export const accountGrant = z.strictObject({
  version: z.int().positive(),
  roles: z.array(personalRole).max(8),
  scope,
});
export const versionOnly = z.strictObject({ version: z.int().positive() });

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  unit: unitCode.nullable(),
  /** `publish`: trusted, straight to the board; `review`: into the unit's queue. */
  mode: z.enum(["publish", "review"]),
  indicators: z.array(indicatorCode).nullable(),
  regions: z.array(regionCode).nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});
export const apiKeys = z.object({ keys: z.array(apiKey) });
export const newApiKey = z
  .strictObject({
    name: nameText(100),
    unit: unitCode.nullable(),
    mode: z.enum(["publish", "review"]),
    indicators: z.array(indicatorCode).min(1).max(200).nullable(),
    regions: z.array(regionCode).min(1).max(500).nullable(),
    /** Last day on which it works. */
    expiresOn: plainDate.nullable(),
  })
  .refine((key) => key.mode === "publish" || key.unit !== null, {
    path: ["unit"],
    message: "须审核的密钥须属于一个单位",
  });
export const newApiKeyAnswer = z.object({ key: apiKey, secret: z.string() });

export const screen = z.object({
  id: z.string(),
  name: z.string(),
  pairedAt: instant,
  pairedBy: z.string(),
  lastSeenAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const screens = z.object({ screens: z.array(screen) });
export const screenAnswer = z.object({ screen });
export const pairScreen = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-HJ-NP-Z]{6}$/u, "须为大屏上显示的 6 位代码"),
  name: nameText(40),
});
/** What an unpaired display shows and polls until it is let in; waiting without a code, it asks for one. */
export const pairing = z.object({
  state: z.enum(["waiting", "paired"]),
  code: z.string().nullable(),
  expiresAt: instant.nullable(),
});

export const auditRow = z.object({
  n: z.int().positive(),
  at: instant,
  actor: z.object({
    kind: z.enum(["person", "screen", "machine", "system", "anonymous"]),
    id: z.string().nullable(),
    name: z.string(),
    ip: z.string().nullable(),
  }),
  action: z.string(),
  /** Chinese name of the action. */
  actionName: z.string(),
  object: z.string().nullable(),
  /** What the object is called now; null where nothing says more than its code. */
  objectName: z.string().nullable(),
  result: z.enum(["done", "refused", "failed"]),
  detail: z.record(z.string(), z.unknown()).nullable(),
  hash: z.string(),
});
export const auditRows = z.object({ rows: z.array(auditRow) });

export type Account = z.infer<typeof account>;
export type ApiKey = z.infer<typeof apiKey>;
export type NewApiKey = z.infer<typeof newApiKey>;
export type Screen = z.infer<typeof screen>;
export type AuditRow = z.infer<typeof auditRow>;
