/** The part of Vite's manifest that is read here. */
export type Manifest = Record<
  string,
  {
    file: string;
    imports?: string[];
    dynamicImports?: string[];
    css?: string[];
    assets?: string[];
  }
>;

/** Every file that `entry` needs at its start: scripts, styles and fonts; with lazy parts if told. */
export function shellOf(
  manifest: Manifest,
  entry: string,
  { lazyToo = false }: { lazyToo?: boolean } = {},
): string[] {
  const files = new Set<string>();
  const visited = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || visited.has(name)) return;
    visited.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
    if (lazyToo) for (const next of chunk.dynamicImports ?? []) visit(next);
  };
  visit(entry);
  return [...files];
}
