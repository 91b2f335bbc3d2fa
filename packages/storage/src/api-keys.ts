import { createHash } from "node:crypto";
import type { Engine } from "./engine/engine.ts";

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** Precise to ten minutes. */
  readonly lastUsedAt: string | null;
}

export interface ApiKeys {
  /** Makes a key; its secret (`dd_` and 43 characters) can be read here and never again. */
  createApiKey(input: {
    readonly name: string;
    readonly now: Date;
  }): Promise<{ readonly id: string; readonly secret: string }>;
  /** The key that this secret opens; null when unknown or revoked. */
  findApiKey(secret: string): Promise<ApiKey | null>;
  /** Whether there was such a key still in force. */
  revokeApiKey(id: string, now?: Date): Promise<boolean>;
  /** Oldest first, the revoked ones too. */
  listApiKeys(): Promise<ApiKey[]>;
}

export interface ApiKeySources {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
}

const PREFIX = "dd_";
/** A disk sync for every request would be dear: the time of use is written this seldom. */
const USE_WRITTEN_EVERY = 10 * 60_000;
const COLUMNS = ["id", "name", "created_at", "revoked_at", "last_used_at"] as const;

export function apiKeysOf(engine: Engine, from: ApiKeySources): ApiKeys {
  return {
    createApiKey: async ({ name, now }) => {
      const id = from.newId();
      const secret = PREFIX + from.randomBytes(32).toString("base64url");
      await engine.write((tx) =>
        tx
          .insertInto("api_key")
          .values({
            id,
            name,
            key_hash: hashOf(secret),
            created_at: now.toISOString(),
            revoked_at: null,
            last_used_at: null,
          })
          .execute(),
      );
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
      const used = row.last_used_at;
      if (used !== null && now.getTime() - Date.parse(used) < USE_WRITTEN_EVERY) return keyOf(row);
      const lastUsedAt = now.toISOString();
      await engine.write((tx) =>
        tx
          .updateTable("api_key")
          .set({ last_used_at: lastUsedAt })
          .where("id", "=", row.id)
          .execute(),
      );
      return { ...keyOf(row), lastUsedAt };
    },

    revokeApiKey: async (id, now = from.now()) => {
      const revoked = await engine.write((tx) =>
        tx
          .updateTable("api_key")
          .set({ revoked_at: now.toISOString() })
          .where("id", "=", id)
          .where("revoked_at", "is", null)
          .returning("id")
          .execute(),
      );
      return revoked.length > 0;
    },

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

function keyOf(row: {
  id: string;
  name: string;
  created_at: string;
  revoked_at: string | null;
  last_used_at: string | null;
}): ApiKey {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  };
}
