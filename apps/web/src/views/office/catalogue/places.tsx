import type { CatalogueAnswer } from "@diaodu/contracts";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import type { DefinitionList } from "./definition-list.ts";
import { choices, nameIn, orNull } from "./definition-list.ts";
import { ChoiceField, choicesOf, SwitchField, TextField } from "./fields.tsx";

type Region = CatalogueAnswer["regions"][number];
type Unit = CatalogueAnswer["units"][number];
const words = catalogueWords.fields;

export const REGIONS: DefinitionList<Region> = {
  kind: "regions",
  rows: ({ regions }) => regions,
  key: ({ code }) => code,
  path: ({ code }) => `/regions/${encodeURIComponent(code)}`,
  title: ({ name }) => name,
  columns: ({ regions }) => [
    { title: words.name, key: "name", render: (_, { name }) => <b>{name}</b> },
    {
      title: words.code,
      key: "code",
      sorter: (a, b) => a.code.localeCompare(b.code),
      render: (_, { code }) => code,
    },
    { title: words.shortName, key: "short", responsive: ["md"], render: (_, row) => row.shortName },
    {
      title: words.level,
      key: "level",
      filters: choicesOf(catalogueWords.levels).map(({ value, label }) => ({ value, text: label })),
      onFilter: (value, { level }) => level === value,
      render: (_, { level }) => catalogueWords.levels[level],
    },
    {
      title: words.parent,
      key: "parent",
      responsive: ["md"],
      render: (_, { parent }) => (parent === null ? "" : nameIn(regions, parent)),
    },
  ],
  Fields: ({ fixed, names }) => (
    <div className="form-grid">
      <TextField name="code" label={words.code} max={20} fixed={fixed} />
      <TextField name="name" label={words.name} max={40} />
      <TextField name="shortName" label={words.shortName} max={20} />
      <ChoiceField name="level" label={words.level} choices={choicesOf(catalogueWords.levels)} />
      <ChoiceField name="parent" label={words.parent} choices={choices(names.regions)} optional />
      <SwitchField name="control" label={words.control} />
    </div>
  ),
  typed: (row) => row ?? {},
  definition: (typed) => {
    const { control, parent, ...rest } = typed as unknown as Region;
    const definition = { ...rest, parent: orNull(parent) } as Region;
    return control === true ? { ...definition, control } : definition;
  },
};

export const UNITS: DefinitionList<Unit> = {
  kind: "units",
  rows: ({ units }) => units,
  key: ({ code }) => code,
  path: ({ code }) => `/units/${encodeURIComponent(code)}`,
  title: ({ name }) => name,
  columns: ({ regions }) => [
    {
      title: words.name,
      key: "name",
      sorter: (a, b) => a.name.localeCompare(b.name, "zh-CN"),
      render: (_, { name }) => <b>{name}</b>,
    },
    { title: words.shortName, key: "short", render: (_, { shortName }) => shortName },
    { title: words.code, key: "code", responsive: ["md"], render: (_, { code }) => code },
    {
      title: words.seat,
      key: "region",
      responsive: ["md"],
      render: (_, { region }) => nameIn(regions, region),
    },
  ],
  Fields: ({ fixed, names }) => (
    <div className="form-grid">
      <TextField name="code" label={words.code} max={40} fixed={fixed} more={words.codeMore} />
      <TextField name="name" label={words.name} max={60} />
      <TextField name="shortName" label={words.shortName} max={20} />
      <ChoiceField name="region" label={words.seat} choices={choices(names.regions)} />
    </div>
  ),
  typed: (row) => row ?? {},
  definition: (typed) => typed as unknown as Unit,
};
