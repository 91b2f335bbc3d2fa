import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue } from "@diaodu/demo";
import { catalogueFile } from "@diaodu/contracts";
import { exampleRules } from "@diaodu/domain";
import { path, requirement } from "./cell-codecs.ts";
import { readCatalogueSheets, writeCatalogueSheets } from "./catalogue-sheets.ts";
import { sampleCity } from "./sample-city.ts";

test("what is written into a workbook is read from it again", async () => {
  for (const file of [
    sampleCity(2026),
    { ...sampleCity(2026), rules: [...exampleRules] },
    {
      ...sampleCity(2026),
      regions: [
        ...catalogue.regions,
        {
          code: "1002A",
          name: "定陵",
          shortName: "定陵",
          level: "station" as const,
          parent: "110000",
          control: true as const,
        },
      ],
      indicators: [...catalogue.indicators],
      targets: catalogue.targets.map(({ revision: _, ...target }) => target),
    },
  ]) {
    const bytes = await writeCatalogueSheets(catalogueFile.required().parse(file), ["数据版本 1"]);
    const { json } = await readCatalogueSheets(Buffer.from(bytes));
    expect(catalogueFile.parse(json)).toEqual(catalogueFile.parse(file));
  }
});

test.each([
  ["≥ 6", { form: "floor", low: "6" }],
  [">=6.5", { form: "floor", low: "6.5" }],
  ["≤5.5", { form: "ceiling", high: "5.5" }],
  ["6 ± 0.5", { form: "around", value: "6", tolerance: "0.5" }],
  ["5~7", { form: "range", low: "5", high: "7" }],
  ["-1", { form: "point", value: "-1" }],
  ["降3", { form: "reduction", value: "3" }],
  ["相对", { form: "relative" }],
  ["无", { form: "none" }],
  ["六左右", "六左右"],
])("a target written %s means one thing", (cell, wanted) => {
  expect(requirement.read(cell)).toEqual(wanted);
});

test("a path is read as it is written", () => {
  const spec = { method: "milestones", points: [{ date: "2026-03-31", value: "20" }] };
  expect(path.read(path.write(spec) ?? "")).toEqual(spec);
  expect(path.read("按周")).toBe("按周");
});

test("cells of any content are read, and left to the schema", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (cell) => {
      expect(() => [requirement.read(cell), path.read(cell)]).not.toThrow();
    }),
    { seed: 20_260_303 },
  );
});
