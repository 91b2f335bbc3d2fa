import type { CatalogueAnswer } from "@diaodu/contracts";
import { BASIS_NAMES, dutyKey } from "@diaodu/domain";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import type { DefinitionList } from "./definition-list.ts";
import { choices, nameIn } from "./definition-list.ts";
import { ChoiceField, choicesOf, ManyField, SeriesFields } from "./fields.tsx";
import { nameColumn } from "./name-column.tsx";

type Row = CatalogueAnswer["duties"][number];
const words = catalogueWords.fields;

export const DUTIES: DefinitionList<Row> = {
  kind: "duties",
  rows: ({ duties }) => duties,
  key: dutyKey,
  path: ({ unit, indicator, region, basis }) =>
    `/duties/${[unit, indicator, region, basis].map((part) => encodeURIComponent(part)).join("/")}`,
  title: ({ unit, indicator, region }, names) =>
    `${nameIn(names.units, unit)} ${nameIn(names.indicators, indicator)} ${nameIn(names.regions, region)}`,
  columns: (names) => [
    nameColumn(words.reporter, "unit", names.units, (name) => <b>{name}</b>),
    nameColumn(words.indicator, "indicator", names.indicators),
    {
      title: words.region,
      key: "region",
      responsive: ["md"],
      sorter: (a, b) => a.region.localeCompare(b.region),
      render: (_, { region }) => nameIn(names.regions, region),
    },
    {
      title: words.basis,
      key: "basis",
      responsive: ["md"],
      render: (_, { basis }) => BASIS_NAMES[basis],
    },
    {
      title: words.measures,
      key: "measures",
      responsive: ["lg"],
      render: (_, { measures }) =>
        measures.map((measure) => catalogueWords.measures[measure]).join("、"),
    },
  ],
  Fields: ({ fixed, names }) => (
    <div className="form-grid">
      <ChoiceField
        name="unit"
        label={words.reporter}
        choices={choices(names.units)}
        fixed={fixed}
      />
      <SeriesFields names={names} fixed={fixed} />
      <ChoiceField
        name="basis"
        label={words.basis}
        choices={choicesOf(BASIS_NAMES)}
        fixed={fixed}
      />
      <ManyField
        name="measures"
        label={words.measures}
        choices={choicesOf(catalogueWords.measures)}
      />
    </div>
  ),
  typed: (row) => row ?? { basis: "official" },
  definition: (typed) => typed as unknown as Row,
};
