import type { CatalogueAnswer } from "@diaodu/contracts";
import { FAMILY_NAMES, LIGHT_NAMES } from "@diaodu/domain";
import { Form } from "antd";
import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";
import { BandList, RULED } from "./BandList.tsx";
import type { DefinitionList, Names } from "./definition-list.ts";
import { choices, nameIn, orNull } from "./definition-list.ts";
import { ChoiceField, choicesOf, DayField, ManyField, NumberField, TextField } from "./fields.tsx";

type Row = CatalogueAnswer["rules"][number];
const words = catalogueWords.fields;

export const RULES: DefinitionList<Row> = {
  kind: "rules",
  rows: ({ rules }) => rules,
  key: ({ code }) => code,
  path: ({ code }) => `/rules/${encodeURIComponent(code)}`,
  title: ({ name }) => name,
  columns: ({ indicators }) => [
    { title: words.name, key: "name", render: (_, { name }) => <b>{name}</b> },
    {
      title: words.method,
      key: "method",
      render: (_, { method }) => catalogueWords.bySteps[method.by],
    },
    {
      title: words.appliesTo,
      key: "appliesTo",
      responsive: ["md"],
      render: (_, { appliesTo }) =>
        [
          ...(appliesTo.families ?? []).map((family) => FAMILY_NAMES[family]),
          ...(appliesTo.indicators ?? []).map((code) => nameIn(indicators, code)),
        ].join("、"),
    },
    {
      title: words.validFrom,
      key: "validFrom",
      sorter: (a, b) => a.validFrom.localeCompare(b.validFrom),
      render: (_, { validFrom }) => validFrom,
    },
    { title: words.validTo, key: "validTo", responsive: ["md"], render: (_, r) => r.validTo ?? "" },
    {
      title: words.undefinedBandLight,
      key: "undefined",
      responsive: ["xl"],
      render: (_, rule) => LIGHT_NAMES[rule.undefinedBandLight],
    },
    { title: words.source, key: "source", responsive: ["xl"], render: (_, rule) => rule.source },
  ],
  Fields: RuleFields,
  typed: (row) => row ?? { undefinedBandLight: "slow", method: { by: "points_behind" } },
  definition: (typed) => {
    const { appliesTo, validTo, method, ...rest } = typed as unknown as TypedRule;
    const { families = [], indicators = [] } = appliesTo;
    return {
      ...rest,
      validTo: orNull(validTo),
      appliesTo: {
        ...(families.length === 0 ? {} : { families }),
        ...(indicators.length === 0 ? {} : { indicators }),
      },
      method: methodOf(method),
    } as Row;
  },
};

type Method = Row["method"];
type Parts<By extends Method["by"]> = Partial<Omit<Extract<Method, { by: By }>, "by">>;
/** What stands in the form: each way of judging has fields of its own, and all of them may be empty. */
type TypedMethod = { by: Method["by"] } & Parts<"points_behind"> &
  Parts<"relative_shortfall"> &
  Parts<"memory">;
type TypedRule = Omit<Row, "method"> & { method: TypedMethod };

/** Only what belongs to the way of judging: another one was chosen before, perhaps. */
function methodOf(method: TypedMethod): Method {
  switch (method.by) {
    case "points_behind": {
      const { progress = [], rate = [], average = [] } = method;
      return { by: method.by, progress, rate, average };
    }
    case "relative_shortfall":
    case "days_behind":
      return { by: method.by, bands: method.bands ?? [] };
    case "memory": {
      const { onMiss = "slow", missesForBehind = null, afterMadeUp = null } = method;
      return { by: method.by, onMiss, missesForBehind, afterMadeUp };
    }
  }
}

function RuleFields({ fixed, names }: { fixed: boolean; names: Names }) {
  const by: unknown = Form.useWatch(["method", "by"]);
  return (
    <>
      <div className="form-grid">
        <TextField name="code" label={words.code} max={40} fixed={fixed} more={words.codeMore} />
        <TextField name="name" label={words.name} max={60} />
        <DayField name="validFrom" label={words.validFrom} />
        <DayField name="validTo" label={words.validTo} optional />
        <ManyField
          name={["appliesTo", "families"]}
          label={words.families}
          choices={choicesOf(FAMILY_NAMES)}
          optional
        />
        <ManyField
          name={["appliesTo", "indicators"]}
          label={words.indicators}
          choices={choices(names.indicators)}
          optional
        />
        <ChoiceField
          name={["method", "by"]}
          label={words.method}
          choices={choicesOf(catalogueWords.bySteps)}
        />
        <ChoiceField name="undefinedBandLight" label={words.undefinedBandLight} choices={RULED} />
      </div>
      <MethodFields by={by} />
      <TextField name="source" label={words.source} max={200} />
    </>
  );
}

function MethodFields({ by }: { by: unknown }) {
  if (by === "points_behind") {
    return (["progress", "rate", "average"] as const).map((name) => (
      <BandList key={name} name={name} label={catalogueWords.bands[name]} />
    ));
  }
  if (by !== "memory") return <BandList name="bands" label={catalogueWords.bands.bands} />;
  const memory = catalogueWords.memory;
  return (
    <div className="form-grid">
      <ChoiceField name={["method", "onMiss"]} label={memory.onMiss} choices={RULED} />
      <NumberField
        name={["method", "missesForBehind"]}
        label={memory.missesForBehind}
        low={1}
        high={100}
        optional
      />
      <ChoiceField
        name={["method", "afterMadeUp"]}
        label={memory.afterMadeUp}
        choices={RULED}
        optional
      />
    </div>
  );
}
