import type { Response } from "express";
import type { Caller } from "../../access/caller.ts";
import { cityTime } from "./city-time.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What every file says of itself. */
export function stampOf(
  seq: number,
  now: string,
  caller: Caller,
  demo: string | null = null,
): string[] {
  const who = caller.accountId === null ? [] : [`导出人 ${caller.actor.name}`];
  return [
    [`数据版本 ${seq}`, `时间 ${cityTime(now)}`, ...who, ...(demo === null ? [] : [demo])].join(
      "　",
    ),
  ];
}

/** A workbook to be saved under `name`. */
export function sendWorkbook(res: Response, name: string, bytes: Uint8Array): void {
  const encoded = encodeURIComponent(name);
  res
    .setHeader("Cache-Control", "no-store")
    .setHeader(
      "Content-Disposition",
      `attachment; filename="export.xlsx"; filename*=UTF-8''${encoded}`,
    )
    .type(XLSX)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
