export interface Place {
  x: number;
  y: number;
}

/** Where a text stands: its baseline's start or end. */
export interface TextPlace extends Place {
  anchor: "start" | "end";
}

/** Width of a figure's letter as a part of its height, on the wide side. */
const LETTER = 0.6;

/**
 * Where the value of the latest point is written: beside or over the point, at the first place
 * that no line crosses and that lies in the drawing; when there is none, at the first of all.
 *
 * @param text height of a letter; the same unit as every place
 * @param lines each from left to right
 */
export function placeBeside(
  point: Place,
  o: {
    letters: number;
    text: number;
    within: { right: number; top: number; bottom: number };
    lines: readonly (readonly Place[])[];
  },
): TextPlace {
  const { text, within } = o;
  const width = o.letters * text * LETTER;
  const places: TextPlace[] = [
    { x: point.x + text * 0.6, y: point.y + text, anchor: "start" },
    { x: point.x + text * 0.6, y: point.y - text * 0.2, anchor: "start" },
    { x: point.x + text * 0.4, y: point.y - text * 0.8, anchor: "end" },
    { x: point.x + text * 0.4, y: point.y + text * 1.8, anchor: "end" },
  ];
  const free = places.find(({ x, y, anchor }) => {
    const left = anchor === "start" ? x : x - width;
    const box = { left, right: left + width, top: y - text * 0.8, bottom: y + text * 0.1 };
    const inside = box.right <= within.right && box.top >= within.top && y <= within.bottom;
    return inside && !o.lines.some((line) => crosses(line, box));
  });
  const [first] = places as [TextPlace];
  return free ?? first;
}

/** Whether `line`, which goes from left to right, touches the box. */
function crosses(
  line: readonly Place[],
  box: { left: number; right: number; top: number; bottom: number },
): boolean {
  return line.some((to, index) => {
    const from = line[index - 1];
    if (from === undefined || to.x < box.left || from.x > box.right) return false;
    const slope = to.x === from.x ? 0 : (to.y - from.y) / (to.x - from.x);
    const heightAt = (x: number) => from.y + slope * (x - from.x);
    const a = heightAt(Math.max(from.x, box.left));
    const b = heightAt(Math.min(to.x, box.right));
    return Math.max(a, b) >= box.top && Math.min(a, b) <= box.bottom;
  });
}
