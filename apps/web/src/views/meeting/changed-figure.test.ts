import { expect, it } from "vitest";
import { boardFixture } from "../../../test/board-fixture.ts";
import { changedPart } from "./changed-figure.ts";

const gdp = boardFixture.tiles[0]!;
const projects = boardFixture.tiles.find((tile) => tile.dispatch !== null)!;

it("speaks of the running dispatch figure when only that is new", () => {
  expect(changedPart({ ...projects, dispatch: null }, projects)).toBe("dispatch");
});

it("speaks of the published figure when that is new, or when only the light is", () => {
  expect(changedPart({ ...gdp, figure: null }, gdp)).toBe("figure");
  const light = { ...gdp.light, light: "behind" as const };
  expect(changedPart(gdp, { ...gdp, light })).toBe("figure");
});
