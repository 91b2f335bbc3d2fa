/** How the overview shows `count` rows. */
export interface OverviewFit {
  density: "roomy" | "dense";
  /** Rows on each page; as even as possible, so that a last page is never a leftover. */
  pages: readonly number[];
}

/** A roomy row holds two lines of 1/54 and a large figure; more rows than this get the dense one. */
export const ROOMY_ROWS = 7;
/** Two lines of 1/54 of the height (the smallest text) still fit a row when this many share a page. */
const DENSE_ROWS = 12;

/** One page while every text stays at 1/54 of the screen's height or more, several beyond that. */
export function fitOverview(count: number): OverviewFit {
  if (count <= ROOMY_ROWS) return { density: "roomy", pages: [count] };
  const pages = Math.ceil(count / DENSE_ROWS);
  const least = Math.floor(count / pages);
  const sizes = Array.from({ length: pages }, (_, i) => least + (i < count % pages ? 1 : 0));
  return { density: (sizes[0] ?? 0) <= ROOMY_ROWS ? "roomy" : "dense", pages: sizes };
}

/** Cuts a list into the pages of a fit. */
export function cutPages<T>(list: readonly T[], pages: readonly number[]): T[][] {
  let from = 0;
  return pages.map((size) => {
    const page = list.slice(from, from + size);
    from += size;
    return page;
  });
}
