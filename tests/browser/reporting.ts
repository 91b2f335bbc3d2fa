import type {
  FormField,
  Me,
  ReportAnswer,
  ReportItem,
  ReportQueue,
  ReportSheet,
} from "@diaodu/contracts";
import type { BrowserContext } from "playwright-core";

/** Somebody signed in, at work without a page. */
export interface Caller {
  sheet(unit: string): Promise<ReportSheet>;
  queue(): Promise<ReportQueue>;
  /** @throws Error with the server's answer when it refuses */
  send(path: "/reports" | "/reports/decisions", body: unknown): Promise<ReportAnswer>;
}

/** Works with the session of a device on which somebody is signed in. */
export async function callerOn(device: BrowserContext, origin: string): Promise<Caller> {
  const read = async <T>(path: string): Promise<T> =>
    (await (await device.request.get(`${origin}/api/v1${path}`)).json()) as T;
  const { csrfToken } = await read<Me>("/me");
  return {
    sheet: (unit) => read(`/reports/sheet?unit=${unit}`),
    queue: () => read("/reports/queue"),
    async send(path, data) {
      const headers = { origin, "x-csrf-token": csrfToken ?? "" };
      const answer = await device.request.post(`${origin}/api/v1${path}`, { headers, data });
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
      return (await answer.json()) as ReportAnswer;
    },
  };
}

/** A field as it is handed in with this value. */
export function itemOf(
  field: FormField,
  o: { value: string; asOf: string; note?: string; basedOn?: number },
): ReportItem {
  const { indicator, region, period, basis, measure, source, statuses, entry } = field;
  return {
    indicator,
    region,
    period,
    basis,
    measure,
    source,
    value: o.value,
    status: statuses[0] ?? "preliminary",
    asOf: o.asOf,
    reason: null,
    note: o.note ?? null,
    unchanged: false,
    attachment: null,
    basedOn: o.basedOn ?? entry?.version ?? 0,
  };
}
