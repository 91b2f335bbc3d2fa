/** Signs that take half of a character's width: ASCII and the Latin of Western Europe. */
const HALF = /[\u0020-\u00ff\u2009\u202f]/u;

/** Width of a text in characters: Han and full-width signs 1, figures and letters ½. */
export function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += HALF.test(sign) ? 0.5 : 1;
  return width;
}
