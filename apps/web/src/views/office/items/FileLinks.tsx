import type { RecordFile } from "@diaodu/contracts";
import { itemFileAddress } from "../../../api/items.ts";

/** Files of an item, to be saved. */
export function FileLinks({ item, files }: { item: string; files: readonly RecordFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="file-links">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={itemFileAddress(item, id)} download>
            {name}
          </a>{" "}
          <span className="dim">{Math.ceil(size / 1024)} KB</span>
        </li>
      ))}
    </ul>
  );
}
