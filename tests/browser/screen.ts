/**
 * What a person reads off a page, as expressions for the page itself: Playwright evaluates them,
 * and so does the DevTools connection of the old browser, which Playwright cannot speak to.
 */

/** The version that the page prints (`版本 1043`, `数据版本 1 043`), or null. */
const VERSION = String.raw`(() => {
  const found = /版本[ \u00a0]*(\d[\d\u00a0\u2009\u202f ]*)/.exec(document.body.innerText);
  return found === null ? null : Number(found[1].replace(/\D/g, ""));
})()`;

/** Whether the page says loudly that its figures may have moved on. */
export const STALE = `(() => {
  const band = document.querySelector(".stale-band");
  return band !== null && band.getClientRects().length > 0 && band.innerText.includes("连接中断");
})()`;

/** The version printed if the server has confirmed it to this page, else null. */
export const CONFIRMED_VERSION = String.raw`(() => {
  const checked = /\d{2}:\d{2}(:\d{2})? 已(与服务器)?核对/.test(document.body.innerText);
  return checked && !${STALE} ? ${VERSION} : null;
})()`;

/** Whether a text stands on the page, spaces aside: figures are grouped and roll in by the digit. */
export function shows(text: string): string {
  const bare = JSON.stringify(text.replace(/\s/g, ""));
  return String.raw`document.body.innerText.replace(/\s/g, "").includes(${bare})`;
}

/** Whether every chart of the page has its picture. */
export const CHARTS_DRAWN = `[...document.querySelectorAll(".echart-host")].every(
  (host) => host.querySelector("canvas, svg") !== null,
)`;

/** How many CSS pixels the page is wider than its window: what a horizontal scroll bar would move. */
export const EXTRA_WIDTH = `document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth`;

const TEXTS = `(() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const owner = node.parentElement;
    if (node.data.trim() === "" || owner.closest("script, style, .visually-hidden") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 0) texts.push({ node, owner, box });
  }
  return texts;
})()`;

/** Each visible text that is printed smaller than a share of the window's height, with its size. */
export function smallerThan(pixels: number): string {
  return `[...new Set(${TEXTS}.flatMap(({ node, owner }) => {
    const size = Number.parseFloat(getComputedStyle(owner).fontSize);
    return size < ${pixels} - 0.05 ? [size + "px: " + node.data.trim()] : [];
  }))]`;
}

/**
 * Each text of which a part is cut off by the window or by a box that hides what goes beyond it. A
 * text that lies wholly outside such a box is not shown, on purpose, and not counted.
 */
export const CUT_TEXTS = `[...new Set(${TEXTS}.flatMap(({ node, owner, box }) => {
  const sides = [];
  for (let element = owner; element !== null; element = element.parentElement) {
    if (!["hidden", "clip"].includes(getComputedStyle(element).overflowX)) continue;
    const frame = element.getBoundingClientRect();
    if (box.left >= frame.right - 1 || box.right <= frame.left + 1) return [];
    sides.push(frame);
  }
  sides.push({ left: 0, right: innerWidth });
  const cut = sides.some(({ left, right }) => box.left < left - 1.5 || box.right > right + 1.5);
  return cut ? [node.data.trim() + " in " + owner.closest("li, section, header, main")?.innerText] : [];
}))]`;

/** Each cell of a wall row whose content is wider than the cell. */
export const OVERFULL_CELLS = `[...document.querySelectorAll(".row > *, .row > * > *")]
  .filter((cell) => cell.clientWidth > 0 && cell.scrollWidth > cell.clientWidth + 1)
  .map((cell) => cell.innerText)`;
