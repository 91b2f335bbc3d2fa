import type { AuditVerdict } from "../audit/audit.ts";
import { WorkRefused } from "../errors.ts";

/** Why a backup is not made, not taken for whole, or not restored. */
export type BackupFault =
  /** There is no file, or no embedded database, at this place. */
  | { readonly kind: "not_found"; readonly path: string }
  /** Bytes that are no database, or one whose pages, keys or references do not agree. */
  | { readonly kind: "damaged"; readonly path: string; readonly words: string }
  /** A database, but none of this product. */
  | { readonly kind: "foreign"; readonly path: string }
  /** Seqs of the log do not run from 1 to the head. */
  | { readonly kind: "log_broken"; readonly path: string }
  | {
      readonly kind: "audit_broken";
      readonly path: string;
      readonly verdict: Extract<AuditVerdict, { ok: false }>;
    }
  | {
      readonly kind: "too_new";
      readonly path: string;
      readonly found: number;
      readonly known: number;
    }
  /** A file of this name is there already. */
  | { readonly kind: "exists"; readonly path: string }
  /** The folder holds no whole backup at or before the point. */
  | { readonly kind: "none_before"; readonly folder: string; readonly to: string | null }
  /** A process has the database open. */
  | { readonly kind: "in_use"; readonly path: string }
  /** Where the backup was to go, there is a database. */
  | { readonly kind: "occupied"; readonly path: string };

export class BackupRefused extends WorkRefused<BackupFault> {
  override readonly name = "BackupRefused";

  constructor(fault: BackupFault) {
    super("the backup", fault);
  }
}
