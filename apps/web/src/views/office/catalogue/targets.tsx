import type { CatalogueAnswer } from "@diaodu/contracts";
import { Form, Input } from "antd";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import type { DefinitionList, Names } from "./definition-list.ts";
import { nameIn } from "./definition-list.ts";
import {
  ChoiceField,
  choicesOf,
  NumberField,
  SeriesFields,
  SwitchField,
  TextField,
} from "./fields.tsx";
import { nameColumn } from "./name-column.tsx";
import { pointsOf, pointsText, sharesOf } from "./path-text.ts";
import { RequirementFields, requirementOf } from "./RequirementFields.tsx";

type Row = CatalogueAnswer["targets"][number];
const words = catalogueWords.fields;

export const TARGETS: DefinitionList<Row> = {
  kind: "targets",
  rows: ({ targets }) => targets,
  key: ({ indicator, region, year }) => `${indicator}|${region}|${year}`,
  path: ({ indicator, region, year }) =>
    `/targets/${encodeURIComponent(indicator)}/${encodeURIComponent(region)}/${year}`,
  title: ({ indicator, region, year }, names) =>
    `${nameIn(names.indicators, indicator)} ${nameIn(names.regions, region)} ${year}`,
  columns: ({ indicators, regions }) => [
    nameColumn(words.indicator, "indicator", indicators, (name) => <b>{name}</b>),
    nameColumn(words.region, "region", regions),
    { title: words.year, key: "year", sorter: (a, b) => a.year - b.year, render: (_, t) => t.year },
    {
      title: words.words,
      key: "words",
      render: (_, target) => (
        <>
          {target.words}
          {target.simulated ? <span className="dim"> {catalogueWords.simulated}</span> : null}
        </>
      ),
    },
    {
      title: words.path,
      key: "path",
      responsive: ["lg"],
      render: (_, { path }) => catalogueWords.paths[path.method],
    },
    { title: words.source, key: "source", responsive: ["xl"], render: (_, t) => t.source },
  ],
  Fields: TargetFields,
  typed: (row) => {
    if (row === null) {
      const base = { form: "floor" };
      return {
        year: new Date().getFullYear(),
        measure: "level",
        base,
        path: { method: "monthly" },
      };
    }
    const { path } = row;
    return {
      ...row,
      hasStretch: row.stretch !== null,
      shares: path.method === "last_year_curve" ? path.shares.join(" ") : "",
      points: path.method === "milestones" ? pointsText(path.points) : "",
    };
  },
  definition: (typed) => {
    const {
      hasStretch,
      shares = "",
      points = "",
      path,
      base,
      stretch,
      ...rest
    } = typed as TypedTarget;
    const { method } = path;
    delete rest["revision"];
    return {
      ...rest,
      simulated: rest["simulated"] ?? false,
      base: requirementOf(base),
      stretch: hasStretch === true && stretch ? requirementOf(stretch) : null,
      path: {
        method,
        ...(method === "last_year_curve" ? { shares: sharesOf(shares) } : {}),
        ...(method === "milestones" ? { points: pointsOf(points) } : {}),
      },
    } as unknown as Row;
  },
};

/** What stands in the form. */
interface TypedTarget {
  readonly hasStretch?: boolean;
  readonly shares?: string;
  readonly points?: string;
  readonly path: { readonly method: Row["path"]["method"] };
  readonly base: Record<string, unknown>;
  readonly stretch?: Record<string, unknown> | null;
  [field: string]: unknown;
}

function TargetFields({ fixed, names }: { fixed: boolean; names: Names }) {
  const hasStretch = Form.useWatch("hasStretch") === true;
  const method: unknown = Form.useWatch(["path", "method"]);
  return (
    <>
      <div className="form-grid">
        <SeriesFields names={names} fixed={fixed} />
        <NumberField name="year" label={words.year} low={1949} high={2199} fixed={fixed} />
        <ChoiceField
          name="measure"
          label={words.measure}
          choices={choicesOf(catalogueWords.measures)}
        />
      </div>
      <TextField name="words" label={words.words} max={200} more={words.wordsMore} />
      <RequirementFields name="base" label={words.base} />
      <SwitchField name="hasStretch" label={words.hasStretch} />
      {hasStretch ? <RequirementFields name="stretch" label={words.stretch} /> : null}
      <ChoiceField
        name={["path", "method"]}
        label={words.path}
        choices={choicesOf(catalogueWords.paths)}
      />
      {method === "last_year_curve" ? (
        <Form.Item name="shares" label={catalogueWords.shares} rules={[{ required: true }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
      ) : null}
      {method === "milestones" ? (
        <Form.Item
          name="points"
          label={catalogueWords.points}
          extra={catalogueWords.pointsMore}
          rules={[{ required: true }]}
        >
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
      ) : null}
      <TextField name="source" label={words.source} max={200} />
    </>
  );
}
