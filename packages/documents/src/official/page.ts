/** The page of GB/T 9704-2012: measures in twips (1/20 pt), sizes of type in half points. */

const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** A4 upright; 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm (5.2.1). */
export const PAPER = { width: twips(210), height: twips(297) };
export const COLUMN = { width: twips(156), height: twips(225) };
const top = twips(37);
const left = twips(28);

/** 22 lines of 28 characters fill the 版心 (5.2.3). */
const LINES = 22;
const CHARACTERS = 28;
export const LINE_PITCH = Math.floor(COLUMN.height / LINES);

/** 一字线 of the page number: 7 mm below the 版心 (7.5). A line of it is 16 pt high. */
const FOOT_LINE = 320;
export const MARGINS = {
  top,
  left,
  right: PAPER.width - left - COLUMN.width,
  bottom: PAPER.height - top - COLUMN.height,
  header: twips(15),
  footer: PAPER.height - top - COLUMN.height - twips(7) - FOOT_LINE / 2,
  gutter: 0,
};

/** 字号 in half points. */
export const SIZES = { two: 44, three: 32, four: 28, five: 21, smallFour: 24 };

/** Width of one of the 28 characters. */
const CHARACTER = COLUMN.width / CHARACTERS;

/**
 * 3号 is 16 pt, but one of 28 characters may only be 15.79 pt wide. What the grid takes away from each
 * character, in 1/4096 pt, and what a character gives up by itself, in whole twips: one more than
 * needed, since LibreOffice narrows the column to whole cells.
 */
export const CHARACTER_SPACE = Math.floor((CHARACTER / 20 - SIZES.three / 2) * 4096);
export const CHARACTER_TRIM = Math.ceil(SIZES.three * 10 - CHARACTER) + 1;

/** So many lines of the grid, or characters of the line, in twips. */
export const lines = (count: number): number => count * LINE_PITCH;
export const characters = (count: number): number => Math.round(count * CHARACTER);
