/**
 * What several processes measured, as one text in Prometheus' format: each metric once, the samples
 * of all under it. Nothing is added up: each process labels its samples as its own, so that a
 * counter that begins anew with a process that was replaced is seen as such.
 */
export function joinMeasured(texts: readonly string[]): string {
  const metrics = new Map<string, string[]>();
  for (const block of texts.flatMap((text) => text.trim().split("\n\n"))) {
    const [help, type, ...samples] = block.split("\n");
    const known = metrics.get(help ?? "");
    if (known === undefined) metrics.set(help ?? "", [type ?? "", ...samples]);
    else known.push(...samples);
  }
  return [...metrics].map(([help, lines]) => `${[help, ...lines].join("\n")}\n`).join("\n");
}
