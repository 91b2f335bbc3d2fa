/** What Vite writes about a chunk, as far as sizes go. */
interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly name?: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  /** Keys of the chunks that load with this one. */
  readonly imports?: readonly string[];
  /** Keys of the chunks that this one may ask for later. */
  readonly dynamicImports?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/**
 * The JavaScript files that a page loads at once: its own entry with all static imports. A page
 * without an entry of its own is the shared entries and the lazy chunks named for it. With `lazy`,
 * also what these ask for later, as a page does that stays open all day.
 *
 * @throws Error when nothing in the manifest is named for the page
 */
export function loadedBy(
  manifest: Manifest,
  page: string,
  { lazy: lazyToo = false }: { readonly lazy?: boolean } = {},
): string[] {
  const named = Object.entries(manifest).filter(
    ([key, chunk]) =>
      chunk.file.endsWith(".js") &&
      [key, chunk.src, chunk.name].some((name) => name !== undefined && isFor(page, name)),
  );
  const own = named.filter(([, chunk]) => chunk.isEntry === true);
  const lazy = named.filter(([, chunk]) => chunk.isDynamicEntry === true);
  if (own.length === 0 && lazy.length === 0) throw new Error(`no chunk is named for ${page}`);
  const shared = Object.entries(manifest).filter(([, chunk]) => chunk.isEntry === true);
  const keys = (own.length > 0 ? own : [...shared, ...lazy]).map(([key]) => key);

  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
    if (lazyToo) for (const next of manifest[key]?.dynamicImports ?? []) visit(next);
  };
  keys.forEach(visit);
  return [...seen].flatMap((key) => {
    const file = manifest[key]?.file ?? "";
    return file.endsWith(".js") ? [file] : [];
  });
}

/** Whether `phone` is a word of `src/views/phone/PhonePage.tsx` or `phone-entry.ts`. */
function isFor(page: string, name: string): boolean {
  return new RegExp(`(^|[/_.-])${page}([/_.-]|$)`, "i").test(name);
}
