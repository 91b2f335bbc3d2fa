/** What of the audit log is looked at. */
export interface AuditFilter {
  /** Part of a name. */
  readonly actor?: string;
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
  const { actor, actorId, action, result, from, to } = filter;
  if (actor) query.set("actor", actor);
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
