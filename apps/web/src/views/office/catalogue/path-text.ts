/** A path's numbers as a person types them, and back. */

/** `0.08 0.16 …` → twelve shares; other counts are for the server to refuse. */
export function sharesOf(text: string): string[] {
  return text.split(/[\s,，、]+/u).filter((part) => part !== "");
}

/** Lines of `2026-06-30 550`. */
export function pointsOf(text: string): { date: string; value: string }[] {
  return text.split("\n").flatMap((line) => {
    const [date = "", value = ""] = line.trim().split(/[\s,，]+/u);
    return date === "" ? [] : [{ date, value }];
  });
}

export function pointsText(points: readonly { date: string; value: string }[]): string {
  return points.map(({ date, value }) => `${date} ${value}`).join("\n");
}
