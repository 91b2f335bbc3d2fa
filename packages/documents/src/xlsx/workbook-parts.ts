import type { Container } from "../container/container.ts";
import { UnreadableFile } from "../refusal.ts";
import { readXml } from "./read-xml.ts";

/** Where a workbook keeps what we read. */
export interface WorkbookParts {
  readonly sheets: readonly { name: string; hidden: boolean; part: string }[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Days count from 1 January 1904: old workbooks of the Macintosh. */
  readonly from1904: boolean;
}

/** Follows the relations from the root. @throws UnreadableFile where there is no workbook */
export async function workbookParts(container: Container): Promise<WorkbookParts> {
  const root = [...(await relations(container, "")).values()].find(({ type }) =>
    type.endsWith("/officeDocument"),
  );
  if (root === undefined || !container.has(root.target)) {
    throw new UnreadableFile("文件中没有工作簿，请上传 .xlsx 或 .csv 表格");
  }
  const related = await relations(container, root.target);
  const found: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  let isWorkbook = false;
  readXml(await container.read(root.target), {
    open(name, attributes) {
      if (name === "workbook") isWorkbook = true;
      if (name === "workbookPr") from1904 = /^(1|true)$/u.test(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/u.test(key))?.[1] ?? "";
      const hidden = (attributes["state"] ?? "visible") !== "visible";
      found.push({ name: attributes["name"] ?? "", hidden, id });
    },
  });
  if (!isWorkbook) throw new UnreadableFile("文件中没有工作簿，请上传 .xlsx 或 .csv 表格");
  const sheets = found.flatMap(({ name, hidden, id }) => {
    const relation = related.get(id);
    // Charts and dialogs are sheets too, without cells.
    if (relation === undefined || !relation.type.endsWith("/worksheet")) return [];
    return [{ name, hidden, part: relation.target }];
  });
  const partOf = (type: string) =>
    [...related.values()].find((relation) => relation.type.endsWith(type))?.target ?? null;
  return { sheets, sharedStrings: partOf("/sharedStrings"), styles: partOf("/styles"), from1904 };
}

/** Relations of a part by id, targets as names of parts. */
async function relations(
  container: Container,
  part: string,
): Promise<Map<string, { type: string; target: string }>> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const name = `${folder}_rels/${part.slice(slash)}.rels`;
  const found = new Map<string, { type: string; target: string }>();
  if (!container.has(name)) return found;
  readXml(await container.read(name), {
    open(element, attributes) {
      if (element !== "Relationship" || attributes["TargetMode"] === "External") return;
      const target = resolve(folder, attributes["Target"] ?? "");
      found.set(attributes["Id"] ?? "", { type: attributes["Type"] ?? "", target });
    },
  });
  return found;
}

/** `xl/` + `../xl/worksheets/sheet1.xml` → `xl/worksheets/sheet1.xml`; a leading slash is the root. */
function resolve(folder: string, target: string): string {
  const steps = (target.startsWith("/") ? target : folder + target).split("/");
  const path: string[] = [];
  for (const step of steps) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}
