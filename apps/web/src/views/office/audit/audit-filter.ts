/** What of the audit log is looked at. */
export interface AuditFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly result?: "done" | "refused" | "failed";
  /** Days of the city, both included: `2020-07-20`. */
  readonly from?: string;
  readonly to?: string;
}

const DAY_MS = 86_400_000;

/** The query of `GET /audit` and of its exports. */
export function filterQuery(filter: AuditFilter): string {
  const query = new URLSearchParams();
  const { actorId, action, result, from, to } = filter;
  if (actorId) query.set("actorId", actorId);
  if (action) query.set("action", action);
  if (result) query.set("result", result);
  if (from) query.set("from", startOf(from).toISOString());
  if (to) query.set("to", new Date(startOf(to).getTime() + DAY_MS - 1).toISOString());
  return query.toString();
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** A value of a row's detail as a person reads it: `旧 → 新`, lists joined. */
export function detailText(value: unknown): string {
  if (value === null || value === undefined) return "—";
  if (Array.isArray(value)) return value.map((one) => detailText(one)).join("、");
  if (typeof value !== "object") {
    return typeof value === "string" ? value : JSON.stringify(value);
  }
  const fields = Object.entries(value);
  const names = fields.map(([name]) => name);
  if (names.length === 2 && names.includes("from") && names.includes("to")) {
    const change = value as { from: unknown; to: unknown };
    return `${detailText(change.from)} → ${detailText(change.to)}`;
  }
  return fields.map(([name, one]) => `${name}：${detailText(one)}`).join("；");
}
