import type { RecordFile } from "@diaodu/contracts";
import type { Attachment, Storage } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";
import { Refusal } from "../../http/problems.ts";
import { mayForUnit } from "../reports/scope.ts";

/** The attachments of these ids, by id; what is not there is left out. */
export async function readFiles(
  storage: Pick<Storage, "attachment">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Attachment>> {
  const found = await Promise.all([...new Set(ids)].map((id) => storage.attachment(id)));
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one] as const])));
}

/** The files in the order of their ids, by name and size. */
export function presentFiles(
  ids: readonly string[],
  files: ReadonlyMap<string, Attachment>,
): RecordFile[] {
  return ids.flatMap((id) => {
    const file = files.get(id);
    if (file === undefined) return [];
    const { name, mediaType, size } = file;
    return [{ id, name, mediaType, size }];
  });
}

/**
 * Evidence is what the caller's own units uploaded: naming a file would else be a way to read it.
 * @throws Refusal `validation_failed` for every file that is not
 */
export async function demandOwnFiles(
  storage: Pick<Storage, "attachment">,
  caller: Caller,
  ids: readonly string[],
): Promise<void> {
  const files = await readFiles(storage, ids);
  const faults = ids.flatMap((id, index) => {
    const file = files.get(id);
    const own = file !== undefined && mayForUnit(caller.subject, "report.write", file.unit);
    if (own) return [];
    return [{ path: `evidence.${index}`, code: "unknown_file", message: "没有这个附件" }];
  });
  if (faults.length > 0) throw new Refusal("validation_failed", { faults });
}
