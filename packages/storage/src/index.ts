export type { AirHourStore, StationHour } from "./air/air-hours.ts";
export type { ApiKey, ApiKeys, NewApiKey } from "./api-keys.ts";
export type { CatalogueKind, CatalogueRevision } from "./catalogue-history.ts";
export type {
  AccessChange,
  CatalogueChange,
  CatalogueChangeKind,
  Change,
  RecordMark,
  ReportMark,
  RoundOpening,
} from "./change.ts";
export { ROWS_IN_A_CHANGE } from "./change-log.ts";
export type { LogPosition, LogReading } from "./log-position.ts";
export { type Backup, examine } from "./backup/examine.ts";
export { backupAt, lastBackupIn, type ListedBackup, listBackups, rotate } from "./backup/folder.ts";
export { makeBackup } from "./backup/make.ts";
export { type BackupFault, BackupRefused } from "./backup/refused.ts";
export { type Restored, restoreBackup } from "./backup/restore.ts";
export { isFull, SchemaTooNew, StorageMoved, StorageUnavailable } from "./errors.ts";
export type { PoolUse, WriteListener, WriteOutcome } from "./engine/observed.ts";
export { LAST_BACKUP_AT } from "./meta.ts";
export { readAddress } from "./engine/postgres/address.ts";
export { DEFAULT_SETTINGS, type PostgresSettings } from "./engine/postgres/settings.ts";
export {
  cancelMove,
  type MovedTable,
  type MoveProgress,
  type MoveReport,
  moveToPostgres,
} from "./move/move.ts";
export { type MoveFault, MoveRefused } from "./move/refused.ts";
export { openStorage, type StorageOptions } from "./open.ts";
export type {
  BoardRow,
  BulkLoad,
  Catalogue,
  CatalogueInput,
  CatalogueWrite,
  ChangeNote,
  DutyName,
  IdempotencyClaim,
  ObservationFilter,
  RevisionFilter,
  Storage,
  Submission,
  SubmissionFault,
  SubmissionResult,
  TargetInput,
} from "./storage.ts";
export type * from "./access/accounts.ts";
export type * from "./access/sessions.ts";
export type * from "./audit/audit.ts";
export type * from "./report/reports.ts";
export type { Slate, SlateNote } from "./slate.ts";
export type * from "./dispatch/records.ts";
export type * from "./dispatch/round-record.ts";
export type * from "./dispatch/settings.ts";
export type * from "./dispatch/outbox.ts";
