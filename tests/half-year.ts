/**
 * The half-year or year that was over last on that day, as a cumulative period: a board of that day
 * shows it, and so does one that is read anew.
 */
export function halfYearOver(today: Date): { readonly period: string; readonly asOf: string } {
  const year = today.getUTCFullYear();
  const period =
    today.getUTCMonth() > 6 ? `${year}-01/${year}-06` : `${year - 1}-01/${year - 1}-12`;
  return { period, asOf: today.toISOString().slice(0, 10) };
}
