import type { Item } from "@diaodu/contracts";
import { Alert } from "antd";
import { itemWords } from "../../../strings/zh-CN-items.ts";
import { FileLinks } from "./FileLinks.tsx";

const words = itemWords.drawer;

/** What waits for somebody's decision: an extension, a closure. */
export function PendingRequests({ item }: { item: Item }) {
  const { extension, closure, state } = item;
  return (
    <>
      {extension === null ? null : (
        <Alert
          className="office-band"
          type="warning"
          showIcon
          title={words.extension(extension.by.name, extension.until)}
          description={extension.reason}
        />
      )}
      {closure === null || state !== "submitted" ? null : (
        <Alert
          className="office-band"
          type="warning"
          showIcon
          title={words.closure(closure.by.name)}
          description={
            <>
              <p className="item-problem">{closure.words}</p>
              <FileLinks item={item.id} files={closure.files} />
            </>
          }
        />
      )}
    </>
  );
}
