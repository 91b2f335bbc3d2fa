import type { CatalogueAnswer } from "@diaodu/contracts";
import { FAMILY_NAMES } from "@diaodu/domain";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import type { DefinitionList } from "./definition-list.ts";
import { orNull } from "./definition-list.ts";
import {
  ChoiceField,
  choicesOf,
  ManyField,
  NumberField,
  SwitchField,
  TextField,
} from "./fields.tsx";

type Row = CatalogueAnswer["indicators"][number];
const words = catalogueWords.fields;
const NEW = {
  decimals: 1,
  releaseLagDays: 20,
  combinedJanuaryFebruary: false,
  simulatedOwner: false,
};

export const INDICATORS: DefinitionList<Row> = {
  kind: "indicators",
  rows: ({ indicators }) => indicators,
  key: ({ code }) => code,
  path: ({ code }) => `/indicators/${encodeURIComponent(code)}`,
  title: ({ name }) => name,
  columns: () => [
    { title: words.name, key: "name", render: (_, { name }) => <b>{name}</b> },
    { title: words.code, key: "code", responsive: ["lg"], render: (_, { code }) => code },
    {
      title: words.family,
      key: "family",
      filters: choicesOf(FAMILY_NAMES).map(({ value, label }) => ({ value, text: label })),
      onFilter: (value, { family }) => family === value,
      render: (_, { family }) => FAMILY_NAMES[family],
    },
    { title: words.unit, key: "unit", responsive: ["md"], render: (_, { unit }) => unit },
    {
      title: words.kind,
      key: "kind",
      responsive: ["lg"],
      render: (_, { kind }) => catalogueWords.indicatorKinds[kind],
    },
    {
      title: words.direction,
      key: "direction",
      responsive: ["xl"],
      render: (_, { direction }) => catalogueWords.directions[direction],
    },
    {
      title: words.frequency,
      key: "frequency",
      responsive: ["md"],
      render: (_, { frequency }) => catalogueWords.frequencies[frequency],
    },
    {
      title: words.leadUnit,
      key: "leadUnit",
      responsive: ["lg"],
      sorter: (a, b) => a.leadUnit.localeCompare(b.leadUnit, "zh-CN"),
      render: (_, { leadUnit, leader }) => (
        <>
          {leadUnit}
          {leader === null ? null : <span className="dim"> {leader}</span>}
        </>
      ),
    },
  ],
  Fields: ({ fixed }) => (
    <div className="form-grid">
      <TextField name="code" label={words.code} max={40} fixed={fixed} more={words.codeMore} />
      <TextField name="name" label={words.name} max={60} />
      <TextField name="shortName" label={words.shortName} max={30} />
      <ChoiceField name="family" label={words.family} choices={choicesOf(FAMILY_NAMES)} />
      <TextField name="unit" label={words.unit} max={12} />
      <NumberField name="decimals" label={words.decimals} low={0} high={6} />
      <ChoiceField
        name="kind"
        label={words.kind}
        choices={choicesOf(catalogueWords.indicatorKinds)}
      />
      <ChoiceField
        name="direction"
        label={words.direction}
        choices={choicesOf(catalogueWords.directions)}
      />
      <ChoiceField
        name="frequency"
        label={words.frequency}
        choices={choicesOf(catalogueWords.frequencies)}
      />
      <NumberField name="releaseLagDays" label={words.releaseLagDays} low={0} high={400} />
      <ManyField
        name="periodKinds"
        label={words.periodKinds}
        choices={choicesOf(catalogueWords.periodKinds)}
      />
      <ManyField
        name="measures"
        label={words.measures}
        choices={choicesOf(catalogueWords.measures)}
      />
      <ChoiceField
        name={["headline", "periodKind"]}
        label={words.headline}
        choices={choicesOf(catalogueWords.periodKinds)}
      />
      <ChoiceField
        name={["headline", "growth"]}
        label={words.growth}
        choices={choicesOf(catalogueWords.measures)}
        optional
      />
      <TextField name="leadUnit" label={words.leadUnit} max={60} />
      <TextField name="leader" label={words.leader} max={30} optional />
      <SwitchField name="combinedJanuaryFebruary" label={words.combinedJanuaryFebruary} />
    </div>
  ),
  typed: (row) => row ?? NEW,
  definition: (typed) => {
    const { leader, headline, ...rest } = typed as unknown as Row;
    const growth = orNull(headline.growth);
    const simulatedOwner = rest.simulatedOwner ?? false;
    return {
      ...rest,
      simulatedOwner,
      leader: orNull(leader),
      headline: { ...headline, growth },
    } as Row;
  },
};
