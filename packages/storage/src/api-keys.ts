import { createHash } from "node:crypto";
import type { Selectable } from "kysely";
import { accessChange } from "./access/access-change.ts";
import { appendAudit } from "./audit/append.ts";
import type { AuditEntry } from "./audit/audit.ts";
import { commit, type Ground } from "./ground.ts";
import type { Schema } from "./schema.ts";
import { createTouch } from "./touch.ts";

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** The unit whose figures it sends; null for a feed of several. */
  readonly unit: string | null;
  /** `publish`: trusted, straight to the board; `review`: into the queue of its unit. */
  readonly mode: "publish" | "review";
  /** Codes that it may send; null sets no bound. */
  readonly indicators: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly createdAt: string;
  /** The instant from which it opens nothing; null for never. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** Precise to ten minutes. */
  readonly lastUsedAt: string | null;
}

/** What is absent sets no bound; the mode is `publish` unless said otherwise. */
export interface NewApiKey extends Partial<
  Pick<ApiKey, "unit" | "mode" | "indicators" | "regions" | "expiresAt">
> {
  readonly name: string;
  readonly now: Date;
  readonly audit?: AuditEntry | undefined;
}

export interface ApiKeys {
  /** Makes a key; its secret (`dd_` and 43 characters) can be read here and never again. */
  createApiKey(input: NewApiKey): Promise<{ readonly id: string; readonly secret: string }>;
  /** The key that this secret opens; null when unknown, expired or revoked. */
  findApiKey(secret: string): Promise<ApiKey | null>;
  /** Whether there was such a key still in force. Also appends an `access` row to the change log. */
  revokeApiKey(id: string, now?: Date, audit?: AuditEntry): Promise<boolean>;
  /** Oldest first, the revoked ones too. */
  listApiKeys(): Promise<ApiKey[]>;
}

const PREFIX = "dd_";
/** A disk sync for every request would be dear: the time of use is written this seldom. */
const USE_WRITTEN_EVERY = 10 * 60_000;
const COLUMNS = [
  "id",
  "name",
  "unit",
  "mode",
  "indicators",
  "regions",
  "created_at",
  "expires_at",
  "revoked_at",
  "last_used_at",
] as const satisfies readonly (keyof Schema["api_key"])[];

export function apiKeysOf(ground: Ground): ApiKeys {
  const { engine, ...from } = ground;
  const touch = createTouch();
  return {
    createApiKey: async (input) => {
      const id = from.newId();
      const secret = PREFIX + from.randomBytes(32).toString("base64url");
      await commit(ground, async (tx) => {
        await tx
          .insertInto("api_key")
          .values({
            id,
            name: input.name,
            key_hash: hashOf(secret),
            unit: input.unit ?? null,
            mode: input.mode ?? "publish",
            indicators: listText(input.indicators),
            regions: listText(input.regions),
            created_at: input.now.toISOString(),
            expires_at: input.expiresAt ?? null,
            revoked_at: null,
            last_used_at: null,
          })
          .execute();
        if (input.audit !== undefined) await appendAudit(engine, tx, [input.audit]);
      });
      return { id, secret };
    },

    findApiKey: async (secret) => {
      if (!secret.startsWith(PREFIX)) return null;
      const row = await engine.reads
        .selectFrom("api_key")
        .select(COLUMNS)
        .where("key_hash", "=", hashOf(secret))
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      if (row === undefined) return null;
      const now = from.now();
      if (row.expires_at !== null && Date.parse(row.expires_at) <= now.getTime()) return null;
      const used = row.last_used_at;
      if (used !== null && now.getTime() - Date.parse(used) < USE_WRITTEN_EVERY) return keyOf(row);
      const lastUsedAt = now.toISOString();
      await touch(row.id, () =>
        engine.write((tx) =>
          tx
            .updateTable("api_key")
            .set({ last_used_at: lastUsedAt })
            .where("id", "=", row.id)
            .execute(),
        ),
      );
      return { ...keyOf(row), lastUsedAt };
    },

    revokeApiKey: (id, now = from.now(), audit) =>
      commit(ground, async (tx, append) => {
        const at = now.toISOString();
        const revoked = await tx
          .updateTable("api_key")
          .set({ revoked_at: at })
          .where("id", "=", id)
          .where("revoked_at", "is", null)
          .returning("id")
          .executeTakeFirst();
        if (revoked === undefined) return false;
        await append(accessChange({ keys: [id] }), at);
        if (audit !== undefined) await appendAudit(engine, tx, [audit]);
        return true;
      }),

    listApiKeys: async () => {
      const rows = await engine.reads
        .selectFrom("api_key")
        .select(COLUMNS)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(keyOf);
    },
  };
}

/** 256 random bits need no slow hash: there is no dictionary of them. */
function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function keyOf(row: Pick<Selectable<Schema["api_key"]>, (typeof COLUMNS)[number]>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    unit: row.unit,
    mode: row.mode as ApiKey["mode"],
    indicators: listOf(row.indicators),
    regions: listOf(row.regions),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}

function listText(codes: readonly string[] | null | undefined): string | null {
  return codes === null || codes === undefined ? null : JSON.stringify(codes);
}

function listOf(text: string | null): string[] | null {
  return text === null ? null : (JSON.parse(text) as string[]);
}
