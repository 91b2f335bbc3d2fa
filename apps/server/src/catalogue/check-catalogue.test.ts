import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogueFile, DEFINITIONS } from "@diaodu/contracts";
import type { CatalogueFile } from "@diaodu/contracts";
import { DIRECTIONS, FREQUENCIES, INDICATOR_KINDS, PERIOD_KINDS } from "@diaodu/domain";
import { catalogueFaults } from "./check-catalogue.ts";
import type { KnownCatalogue } from "./check-catalogue.ts";
import { readCatalogueText } from "./catalogue-file.ts";
import { sampleCity } from "./sample-city.ts";

const NOTHING: KnownCatalogue = { regions: [], indicators: [], rules: [], units: [], duties: [] };
const city = (): Required<CatalogueFile> => structuredClone(sampleCity(2026));
const pathsOf = (file: CatalogueFile, known = NOTHING) =>
  catalogueFaults(file, known).map(({ path }) => path);

test("the sample city is a catalogue without a fault, and says 模拟 where it is invented", () => {
  const read = readCatalogueText(JSON.stringify(sampleCity(2026)), NOTHING);
  expect(read).toMatchObject({ ok: true });
  expect(city().targets.every(({ words, simulated }) => simulated && words.includes("模拟"))).toBe(
    true,
  );
  expect(city().units.every(({ name }) => name.includes("模拟"))).toBe(true);
});

test("the words of a catalogue are those of the domain", () => {
  const { shape } = DEFINITIONS.indicators;
  expect(shape.kind.options).toEqual(INDICATOR_KINDS);
  expect(shape.direction.options).toEqual(DIRECTIONS);
  expect(shape.frequency.options).toEqual(FREQUENCIES);
  expect(shape.periodKinds.element.options.toSorted()).toEqual([...PERIOD_KINDS].toSorted());
});

test.each<[string, (file: Required<CatalogueFile>) => void, string]>([
  ["a region that stands twice", (f) => f.regions.push(...f.regions.slice(0, 1)), "regions.7.code"],
  [
    "a parent that nobody knows",
    (f) => edit(f.regions, 3, { parent: "999900" }),
    "regions.3.parent",
  ],
  [
    "a parent of a lower level",
    (f) => edit(f.regions, 1, { parent: "371400" }),
    "regions.1.parent",
  ],
  [
    "a level that the code denies",
    (f) => edit(f.regions, 2, { level: "county" }),
    "regions.2.level",
  ],
  [
    "a station without a place",
    (f) => f.regions.push(station({ parent: null })),
    "regions.7.parent",
  ],
  ["a city as control point", (f) => edit(f.regions, 2, { control: true }), "regions.2.control"],
  [
    "a headline that the indicator lacks",
    (f) => edit(f.indicators, 0, { headline: { periodKind: "day", growth: null } }),
    "indicators.0.headline.periodKind",
  ],
  [
    "a growth that the indicator lacks",
    (f) => edit(f.indicators, 0, { headline: { periodKind: "ytd", growth: "share" } }),
    "indicators.0.headline.growth",
  ],
  [
    "a level of growth alone",
    (f) => edit(f.indicators, 1, { measures: ["level", "yoy_real"] }),
    "indicators.1.measures",
  ],
  [
    "a target of an unknown indicator",
    (f) => edit(f.targets, 0, { indicator: "gnp" }),
    "targets.0.indicator",
  ],
  [
    "a target of an unknown region",
    (f) => edit(f.targets, 0, { region: "110000" }),
    "targets.0.region",
  ],
  [
    "a target of another measure",
    (f) => edit(f.targets, 0, { measure: "share" }),
    "targets.0.measure",
  ],
  [
    "a range upside down",
    (f) => edit(f.targets, 0, { base: { form: "range", low: "7", high: "6" } }),
    "targets.0.base.high",
  ],
  [
    "a curve that does not end",
    (f) =>
      edit(f.targets, 0, {
        path: { method: "last_year_curve", shares: Array<string>(12).fill("0.5") },
      }),
    "targets.0.path.shares.11",
  ],
  [
    "a milestone of another year",
    (f) =>
      edit(f.targets, 0, {
        path: { method: "milestones", points: [{ date: "2025-06-30", value: "3" }] },
      }),
    "targets.0.path.points.0.date",
  ],
  [
    "a rule that ends before it begins",
    (f) => edit(f.rules, 0, { validTo: "1999-01-01" }),
    "rules.0.validTo",
  ],
  [
    "a rule for an unknown indicator",
    (f) => edit(f.rules, 0, { appliesTo: { indicators: ["gnp"] } }),
    "rules.0.appliesTo.indicators.0",
  ],
  [
    "two rules for everything",
    (f) => f.rules.push({ ...first(f.rules), code: "other" }),
    "rules.1.validFrom",
  ],
  ["a unit nowhere", (f) => edit(f.units, 0, { region: "110000" }), "units.0.region"],
  ["a duty of an unknown unit", (f) => edit(f.duties, 0, { unit: "mint" }), "duties.0.unit"],
  [
    "a duty of an unknown indicator",
    (f) => edit(f.duties, 0, { indicator: "gnp" }),
    "duties.0.indicator",
  ],
  [
    "a duty for what is not published",
    (f) => edit(f.duties, 1, { measures: ["level"] }),
    "duties.1.measures",
  ],
  [
    "a duty by round where there are none",
    (f) => edit(f.duties, 0, { basis: "dispatch" }),
    "duties.0.measures",
  ],
  ["a duty asked twice", (f) => f.duties.push(first(f.duties)), "duties.10.unit"],
  [
    "a board row that leads nowhere",
    (f) => edit(f.board, 0, { indicator: "gnp" }),
    "board.0.indicator",
  ],
  ["a board row that stands twice", (f) => f.board.push(first(f.board)), "board.8.indicator"],
])("%s is refused at its own field", (_name, spoil, path) => {
  const file = city();
  spoil(file);
  expect(pathsOf(file)).toContain(path);
});

test("every fault is told at once", () => {
  const file = city();
  edit(file.regions, 3, { parent: "999900" });
  edit(file.targets, 0, { indicator: "gnp", region: "110000" });
  edit(file.board, 0, { region: "110000" });
  expect(pathsOf(file)).toEqual([
    "regions.3.parent",
    "targets.0.indicator",
    "targets.0.region",
    "board.0.region",
  ]);
});

test("a file may lean on what is known, and must not break a duty that stands", () => {
  const known: KnownCatalogue = city();
  const only: CatalogueFile = { regions: [], indicators: [], targets: [], rules: [], units: [] };
  expect(pathsOf({ ...only, targets: city().targets }, known)).toEqual([]);
  const [gdp] = city().indicators;
  if (gdp === undefined) throw new Error("no indicator");
  const narrowed = { ...gdp, measures: ["yoy_real" as const] };
  expect(pathsOf({ ...only, indicators: [narrowed] }, known)).toEqual(["indicators.0.measures"]);
});

test("whatever is sent is read or refused with places, never thrown at", () => {
  const lists = fc.record(
    Object.fromEntries(
      ["regions", "indicators", "targets", "rules", "units", "duties", "board", "x"].map((name) => [
        name,
        fc.oneof(fc.array(fc.object({ maxDepth: 2 }), { maxLength: 3 }), fc.jsonValue()),
      ]),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(lists, fc.jsonValue()), (value) => {
      const read = readCatalogueText(JSON.stringify(value), NOTHING);
      if (!read.ok) expect(read.faults.length).toBeGreaterThan(0);
    }),
    { seed: 20_260_301, numRuns: 300 },
  );
});

test("a sample with any one value exchanged is read or refused with places", () => {
  const text = JSON.stringify(sampleCity(2026));
  const values = [...text.matchAll(/:("[^"]*"|\d+|null|true|false)/gu)];
  fc.assert(
    fc.property(
      fc.nat(values.length - 1),
      fc.constantFrom('""', "null", "0", "-1", '"-1"', '"2026-02-30"', '"𠮷"', "[]", "{}", "1e9"),
      (place, other) => {
        const match = values[place];
        if (match === undefined) return;
        const at = match.index + 1;
        const spoilt = text.slice(0, at) + other + text.slice(at + (match[1] ?? "").length);
        const read = readCatalogueText(spoilt, NOTHING);
        if (read.ok) expect(catalogueFile.parse(read.file)).toEqual(read.file);
        else expect(read.faults.every(({ message }) => message !== "")).toBe(true);
      },
    ),
    { seed: 20_260_302, numRuns: 400 },
  );
});

function edit<T extends object>(list: T[], index: number, over: Partial<T>): void {
  const one = list[index];
  if (one === undefined) throw new Error("no such place");
  list[index] = { ...one, ...over };
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error("an empty list");
  return one;
}

function station(over: { parent: string | null }): CatalogueFile["regions"][number] {
  return { code: "1001A", name: "万寿西宫", shortName: "万寿西宫", level: "station", ...over };
}
