import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";

/** In the meta of a backup: the instant whose commits it holds all. The original has none. */
export const BACKED_UP_AT = "backed_up_at";

/** `2026-11-22T04:05:06.789Z` as `20261122T040506Z`: sorts in time, and any file system takes it. */
export function stampOf(instant: string): string {
  return `${instant.slice(0, 19).replaceAll(/[-:]/gu, "")}Z`;
}

/** Returns when the file's bytes are on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Returns when the names in the file's folder are on the disk: a rename is lost without it. */
export function syncFolderOf(path: string): void {
  // Windows has no such call and needs none.
  if (process.platform === "win32") return;
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
