import { posix } from "node:path";
import { openContainer } from "../src/container/container.ts";
import { DEFAULT_LIMITS } from "../src/limits.ts";
import { readXml } from "../src/xlsx/read-xml.ts";
import { SCHEMA_ORDER } from "./ooxml-order.ts";

/** An element without its prefix; texts of its children are its own text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The parts of a package; every one is XML, or reading fails. */
export async function packageParts(bytes: Uint8Array): Promise<Map<string, XmlElement>> {
  const container = await openContainer(Buffer.from(bytes), DEFAULT_LIMITS);
  const parts = new Map<string, XmlElement>();
  for (const name of container.names) parts.set(name, parsed(await container.read(name)));
  return parts;
}

function parsed(bytes: Buffer): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  readXml(bytes, {
    open(name, attributes) {
      const element: XmlElement = { name, attributes, children: [], text: "" };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    text(text) {
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    },
    close() {
      open.pop();
    },
  });
  if (open.length !== 1 || root.children.length !== 1) throw new Error("not one root element");
  return root.children[0] ?? root;
}

/** The element and all below it, in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

export function all(element: XmlElement, name: string): XmlElement[] {
  return [...descendants(element)].filter((found) => found.name === name);
}

/** What Word would not open, or would repair: one sentence for each. */
export function packageFaults(parts: ReadonlyMap<string, XmlElement>): string[] {
  return [...typeFaults(parts), ...relationFaults(parts), ...orderFaults(parts)];
}

/** Every part has one content type, and every named part is there. */
function typeFaults(parts: ReadonlyMap<string, XmlElement>): string[] {
  const types = parts.get("[Content_Types].xml")?.children ?? [];
  const named = types.flatMap(({ attributes }) => attributes["PartName"] ?? []);
  const extensions = new Set(types.flatMap(({ attributes }) => attributes["Extension"] ?? []));
  const uncovered = [...parts.keys()].filter(
    (part) => !named.includes(`/${part}`) && !extensions.has(part.split(".").at(-1) ?? ""),
  );
  return [
    ...uncovered.map((part) => `${part} has no content type`),
    ...named.filter((part) => !parts.has(part.slice(1))).map((part) => `${part} is not there`),
    ...named.filter((part, at) => named.indexOf(part) !== at).map((part) => `${part} named twice`),
  ];
}

/** Every relationship leads to a part inside, has an id of its own, and every r:id used is one. */
function relationFaults(parts: ReadonlyMap<string, XmlElement>): string[] {
  const faults: string[] = [];
  for (const [path, relations] of parts) {
    if (!path.endsWith(".rels")) continue;
    const source = posix.join(posix.dirname(path), "..", posix.basename(path, ".rels"));
    const base = posix.dirname(source);
    const ids = relations.children.map(({ attributes }) => attributes["Id"] ?? "");
    if (new Set(ids).size !== ids.length) faults.push(`${path} has an id twice`);
    for (const { attributes } of relations.children) {
      const target = attributes["Target"] ?? "";
      if (attributes["TargetMode"] === "External") faults.push(`${path} leads outside: ${target}`);
      const part = target.startsWith("/") ? target.slice(1) : posix.join(base, target);
      if (!parts.has(part)) faults.push(`${path} leads to ${part}, which is not there`);
    }
    const root = parts.get(source);
    if (root === undefined) continue;
    for (const { name, attributes } of descendants(root)) {
      const id = attributes["r:id"];
      if (id !== undefined && !ids.includes(id)) faults.push(`${source}: ${name} names ${id}`);
    }
  }
  return faults;
}

/** Children stand in the order of the schema's sequence, each of them known to it and only once. */
function orderFaults(parts: ReadonlyMap<string, XmlElement>): string[] {
  const faults: string[] = [];
  for (const [path, root] of parts) {
    if (!path.startsWith("word/") || path.includes("theme") || path.endsWith(".rels")) continue;
    for (const element of descendants(root)) {
      const order = SCHEMA_ORDER[element.name];
      if (order === undefined) continue;
      const places = element.children.map(({ name }) => order.once.indexOf(name));
      const strange = element.children.filter((_, at) => places[at] === -1).map(({ name }) => name);
      if (strange.length > 0) faults.push(`${path}: ${element.name} has ${strange.join(", ")}`);
      const misplaced = places.some((place, at) => {
        const before = places[at - 1] ?? -1;
        const name = element.children[at]?.name ?? "";
        return place < before || (place === before && !order.many.includes(name));
      });
      if (misplaced) {
        const found = element.children.map(({ name }) => name).join(" ");
        faults.push(`${path}: ${element.name} is out of order: ${found}`);
      }
    }
  }
  return faults;
}
