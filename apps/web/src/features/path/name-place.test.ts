import { expect, it } from "vitest";
import { placeBeside } from "./name-place.ts";

const within = { right: 350, top: 20, bottom: 200 };
const place = (...lines: { x: number; y: number }[][]) =>
  placeBeside({ x: 100, y: 100 }, { letters: 3, text: 10, within, lines });

it("stands to the right of the point, below it, where nothing is in the way", () => {
  expect(place()).toEqual({ x: 106, y: 110, anchor: "start" });
});

it("goes above the point when another line runs through the place below", () => {
  const falling = [
    { x: 0, y: 50 },
    { x: 100, y: 104 },
    { x: 200, y: 110 },
  ];
  expect(place(falling)).toEqual({ x: 106, y: 98, anchor: "start" });
});

it("leaves the right side when lines take all of it", () => {
  const level = (y: number) => [
    { x: 101, y },
    { x: 300, y },
  ];
  expect(place(level(105), level(95)).anchor).toBe("end");
});

it("does not leave the drawing", () => {
  const { anchor } = placeBeside({ x: 340, y: 100 }, { letters: 3, text: 10, within, lines: [] });
  expect(anchor).toBe("end");
});
