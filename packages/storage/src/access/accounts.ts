import type { PersonalRole, Scope } from "@diaodu/domain";
import type { AuditEntry } from "../audit/audit.ts";

/** A person's account, without its secrets. */
export interface Account {
  readonly id: string;
  /** Lower case, unique. */
  readonly login: string;
  /** 姓名 */
  readonly name: string;
  readonly roles: readonly PersonalRole[];
  readonly scope: Scope;
  readonly state: "active" | "disabled";
  readonly mustChangePassword: boolean;
  /** ISO 8601 UTC; null for an account that signs in elsewhere only. */
  readonly passwordChangedAt: string | null;
  /** In force while in the future. */
  readonly lockedUntil: string | null;
  readonly secondFactor: boolean;
  /** `issuer subject` of an OpenID provider; null when not linked. */
  readonly openId: string | null;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
  /** Grows with every change: whoever edits states the version they saw. */
  readonly version: number;
}

/** What proves an account. Never leaves the server. */
export interface Credentials {
  /** PHC string of argon2id; null without a password. */
  readonly passwordHash: string | null;
  /** Hashes of former passwords, newest first. */
  readonly formerHashes: readonly string[];
  /** Base32; null without a second factor. */
  readonly totpSecret: string | null;
  /** The time step last used: none at or before it is taken again. */
  readonly totpUsedStep: number | null;
  /** Failed attempts since the last success or the end of the last lock. */
  readonly failures: number;
}

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly PersonalRole[];
  readonly scope: Scope;
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  readonly openId?: string | null | undefined;
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly roles?: readonly PersonalRole[] | undefined;
  readonly scope?: Scope | undefined;
  readonly state?: Account["state"] | undefined;
  readonly openId?: string | null | undefined;
  /** Ends a lock and forgets failed attempts. */
  readonly unlock?: true | undefined;
}

export type AccountWrite =
  | { readonly kind: "written"; readonly account: Account }
  | { readonly kind: "login_taken" | "open_id_taken" | "unknown" }
  /** Somebody else changed it meanwhile; this is how it stands. */
  | { readonly kind: "changed_meanwhile"; readonly account: Account };

/**
 * Accounts and what proves them. A change of roles, scope, state or password appends one row of kind
 * `access` to the change log (audience `server`), so that every server closes what it no longer
 * covers. Each write appends `audit` in the same transaction; one that wrote nothing appends nothing.
 * An unknown id is answered where the result can say so, else with a RangeError.
 */
export interface Accounts {
  /** Oldest first. */
  accounts(): Promise<Account[]>;
  account(id: string): Promise<Account | null>;
  accountByLogin(login: string): Promise<Account | null>;
  accountByOpenId(openId: string): Promise<Account | null>;
  /** How many accounts there are that could administer; 0 before the first start is finished. */
  administratorCount(): Promise<number>;
  /**
   * Makes several accounts, or none. With `onlyFirst`, none either when any account exists already:
   * two people who finish the first start together make one installation.
   */
  createAccounts(
    accounts: readonly NewAccount[],
    o: { readonly at: string; readonly audit: readonly AuditEntry[]; readonly onlyFirst?: boolean },
  ): Promise<
    | { readonly kind: "written"; readonly accounts: readonly Account[] }
    | { readonly kind: "login_taken"; readonly login: string }
    | { readonly kind: "open_id_taken" | "not_first" }
  >;
  changeAccount(
    id: string,
    version: number,
    change: AccountChange,
    o: { readonly at: string; readonly audit: AuditEntry },
  ): Promise<AccountWrite>;
  credentials(id: string): Promise<Credentials | null>;
  /** Sets the password, keeps `keep` former hashes, forgets failures. */
  setPassword(
    id: string,
    o: {
      readonly hash: string;
      readonly mustChange: boolean;
      readonly keep: number;
      readonly at: string;
      readonly audit: AuditEntry;
    },
  ): Promise<void>;
  /**
   * Counts a failed attempt; at `lockAfter` in a row the account is locked. Concurrent attempts all
   * count. Further ones do not prolong a lock, and after its end (held against `audit.at`) counting
   * starts anew.
   */
  recordFailure(
    id: string,
    o: {
      readonly lockAfter: number;
      readonly lockedUntil: string;
      readonly audit: AuditEntry;
    },
  ): Promise<{ readonly failures: number; readonly lockedUntil: string | null }>;
  recordSignIn(id: string, o: { readonly at: string; readonly audit: AuditEntry }): Promise<void>;
  /** Sets or (null) removes the second factor; no time step of a new one counts as used. */
  setTotpSecret(id: string, secret: string | null, audit: AuditEntry): Promise<void>;
  /** Takes a time step once: false when it, or a later one, was taken before. */
  takeTotpStep(id: string, step: number): Promise<boolean>;
}
