import { expect, test } from "vitest";
import { type Soaked, verdictOn } from "./samples.ts";

const soaked = (heaps: number[], nodes: number[]): Soaked => ({
  changes: 10,
  weights: heaps.map((heap, n) => ({ heap, counts: { nodes: nodes[n] ?? 0 } })),
});

test("a heap that comes and goes within five per cent is flat", () => {
  expect(verdictOn(soaked([100, 104, 98, 103], [7, 9, 7, 7]))).toContain("heap +4.0 %");
});

test("a heap that was ever more than that is not, nor is one node that stays", () => {
  expect(() => verdictOn(soaked([100, 106, 100], [7, 7, 7]))).toThrow("heap +6.0 %");
  expect(() => verdictOn(soaked([100, 100, 100], [7, 7, 8]))).toThrow("nodes 8; at first nodes 7");
});
