import type { FormField } from "@diaodu/contracts";

/** A field of a sheet: 1—6月 budget revenue of Dezhou, in 亿元, with a calm history. */
export function formField(over: Partial<FormField> = {}): FormField {
  const indicator = over.indicator ?? "budget_revenue";
  const region = over.region ?? "371400";
  return {
    key: `${indicator}|${region}|2020-01/2020-06|official|level`,
    indicator,
    indicatorName: "一般公共预算收入",
    region,
    regionName: "德州市",
    period: "2020-01/2020-06",
    periodLabel: "1—6月",
    basis: "official",
    basisName: "统计",
    measure: "level",
    measureName: "数值",
    unit: "亿元",
    decimals: 1,
    statuses: ["preliminary", "final"],
    source: "市财政局",
    dueOn: "2020-07-15",
    overdueDays: 5,
    last: { period: "2020-01/2020-05", periodLabel: "1—5月", value: "90.5", text: "90.5" },
    history: [
      { period: "2020-01/2020-02", value: "36.0" },
      { period: "2020-01/2020-03", value: "52.1" },
      { period: "2020-01/2020-04", value: "71.3" },
      { period: "2020-01/2020-05", value: "90.5" },
    ],
    kind: "cumulative",
    entry: null,
    ...over,
  };
}

type Entry = NonNullable<FormField["entry"]>;

/** The field above as it was sent. */
export function reportEntry(over: Partial<Entry> = {}): Entry {
  const { history: _history, statuses, source, ...field } = formField();
  return {
    id: "e1",
    unit: "finance",
    unitName: "市财政局",
    indicator: field.indicator,
    indicatorName: field.indicatorName,
    region: field.region,
    regionName: field.regionName,
    period: field.period,
    periodLabel: field.periodLabel,
    basis: field.basis,
    measure: field.measure,
    measureName: field.measureName,
    measureUnit: field.unit,
    state: "submitted",
    version: 1,
    value: "110.2",
    text: "110.2",
    status: statuses[0] ?? "preliminary",
    asOf: "2020-07-20",
    source,
    reason: null,
    note: null,
    unchanged: false,
    attachment: null,
    origin: { kind: "form" },
    round: "2020-R101",
    submittedBy: "王芳",
    submittedAt: "2020-07-20T04:00:00.000Z",
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    published: null,
    before: field.last,
    difference: null,
    warning: null,
    seq: 12,
    ...over,
  };
}
