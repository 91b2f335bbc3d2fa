/** What stands in the hidden row and column of our own template, and how it is told from any other sheet. */
export const TEMPLATE_MARK = "diaodu:1";

/** Columns by their hidden code, in the order in which they are written. The first is the hidden key. */
export const TEMPLATE_COLUMNS = [
  "indicator_name",
  "region_name",
  "period_name",
  "measure_name",
  "unit",
  "last",
  "value",
  "status",
  "as_of",
  "source",
  "reason",
  "note",
] as const;
export type TemplateColumn = (typeof TEMPLATE_COLUMNS)[number];
