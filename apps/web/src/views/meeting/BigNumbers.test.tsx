import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { boardFixture } from "../../../test/board-fixture.ts";
import { BigNumbers } from "./BigNumbers.tsx";

const tileOf = (indicator: string) =>
  boardFixture.tiles.find((tile) => tile.indicator === indicator)!;

it("gives the distance from the schedule in days where its words are of days", () => {
  // Days have a share of the year's plan too, with a gap in points.
  const days = { ...tileOf("good_days"), progress: tileOf("budget_revenue").progress };
  const drawn = renderToStaticMarkup(<BigNumbers tile={days} />);
  expect(drawn).toContain(
    '<span class="figure-value">−6</span><span class="figure-unit">天</span>',
  );
  expect(drawn).not.toContain(days.progress?.gap.replace("-", "−"));
});
