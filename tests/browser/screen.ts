/**
 * What a person reads off a page, as expressions for the page itself: Playwright evaluates them,
 * and so does the DevTools connection of the old browser, which Playwright cannot speak to.
 */

/** The version that the page prints (`版本 1043`, `数据版本 1 043`), or null. */
export const VERSION = String.raw`(() => {
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
