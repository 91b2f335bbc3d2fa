/** One field that two definitions disagree about; null where one of them has none. */
export interface Difference {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every field as `headline.growth` → text, lists in one line. */
function flat(value: unknown, path = ""): [string, string][] {
  if (value === undefined) return [];
  if (value === null) return [[path, "—"]];
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== "object")) return [[path, value.join("、")]];
    return value.flatMap((one, index) => flat(one, `${path}.${index + 1}`));
  }
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object") return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([name, one]) =>
    flat(one, path === "" ? name : `${path}.${name}`),
  );
}

/** What changed between two revisions of a definition, field by field. */
export function differences(before: unknown, after: unknown): Difference[] {
  const old = new Map(flat(before));
  const now = new Map(flat(after));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const change = { path, before: old.get(path) ?? null, after: now.get(path) ?? null };
    return change.before === change.after ? [] : [change];
  });
}
