import type { ChannelInput, ChannelTold } from "@diaodu/contracts";

/** A channel as its form holds it. */
export interface TypedChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelTold["way"]["kind"];
  readonly enabled: boolean;
  /** Empty: all of them. */
  readonly units: readonly string[];
  readonly quietFrom?: string;
  readonly quietTo?: string;
  /** Of robots; empty keeps what is stored. */
  readonly url?: string;
  /** Of robots and mail; empty keeps what is stored. */
  readonly secret?: string;
  readonly clearSecret?: boolean;
  readonly host?: string;
  readonly port?: number;
  readonly secure?: boolean;
  readonly user?: string;
  readonly from?: string;
  /** `finance=a@x.cn,b@x.cn`, a line each. */
  readonly to?: string;
}

/** One channel among those to be saved: untouched ones go back without their secrets. */
export interface DraftChannel {
  readonly told: ChannelTold;
  readonly input: ChannelInput;
}

/** What is sent for a channel that nobody touched. */
export function untouched(told: ChannelTold): DraftChannel {
  const { way, ...common } = told;
  if (way.kind !== "email") return { told, input: { ...common, way: { kind: way.kind } } };
  const { password: _, ...mail } = way;
  return { told, input: { ...common, way: mail } };
}

/** What the form shows of a channel. */
export function typedOf(told: ChannelTold): TypedChannel {
  const { id, name, enabled, units, quiet, way } = told;
  return {
    id,
    name,
    enabled,
    kind: way.kind,
    units: units === "all" ? [] : units,
    ...(quiet === null ? {} : { quietFrom: quiet.from, quietTo: quiet.to }),
    ...(way.kind === "email"
      ? {
          host: way.host,
          port: way.port,
          secure: way.secure,
          user: way.user ?? "",
          from: way.from,
          to: Object.entries(way.to)
            .map(([unit, all]) => `${unit}=${all.join(",")}`)
            .join("\n"),
        }
      : {}),
  };
}

/** `finance=a@x.cn,b@x.cn` lines by unit; null where a line is none. */
export function addressLines(text: string): Record<string, string[]> | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => /^\s*([a-z][a-z0-9_]*)\s*[=＝:：]\s*(.+)$/u.exec(line));
  if (pairs.some((pair) => pair === null)) return null;
  return Object.fromEntries(
    pairs.map((pair) => [
      pair?.[1] ?? "",
      (pair?.[2] ?? "").split(/[,，;；\s]+/u).filter((one) => one !== ""),
    ]),
  );
}

/** The channel as it is sent and shown until it is saved. */
export function draftOf(typed: TypedChannel, before: ChannelTold | null): DraftChannel {
  const { quietFrom = "", quietTo = "" } = typed;
  const common = {
    id: typed.id,
    name: typed.name,
    enabled: typed.enabled,
    quiet: quietFrom === "" || quietTo === "" ? null : { from: quietFrom, to: quietTo },
    units: typed.units.length === 0 ? ("all" as const) : [...typed.units],
  };
  const was = before?.way.kind === typed.kind ? before.way : null;
  const secret = filled(typed.secret);
  const said = typed.clearSecret === true ? null : secret;
  const hadSecret = was !== null && secretOf(was);
  const set = { set: said === null ? false : said !== undefined || hadSecret };
  if (typed.kind === "email") {
    const mail = {
      kind: typed.kind,
      host: typed.host ?? "",
      port: typed.port ?? 465,
      secure: typed.secure ?? true,
      user: filled(typed.user) ?? null,
      from: typed.from ?? "",
      to: addressLines(typed.to ?? "") ?? {},
    };
    return {
      told: { ...common, way: { ...mail, password: set } },
      input: { ...common, way: { ...mail, ...(said === undefined ? {} : { password: said }) } },
    };
  }
  const url = filled(typed.url);
  const known = was !== null && "url" in was ? was.url : { set: false, host: "" };
  const toldUrl =
    url === undefined ? known : { set: true, host: URL.canParse(url) ? new URL(url).host : "" };
  const sentUrl = url === undefined ? {} : { url };
  if (typed.kind === "wecom") {
    return {
      told: { ...common, way: { kind: typed.kind, url: toldUrl } },
      input: { ...common, way: { kind: typed.kind, ...sentUrl } },
    };
  }
  return {
    told: { ...common, way: { kind: typed.kind, url: toldUrl, secret: set } },
    input: {
      ...common,
      way: { kind: typed.kind, ...sentUrl, ...(said === undefined ? {} : { secret: said }) },
    },
  };
}

/** Whether a secret is stored with this way. */
export function secretOf(way: ChannelTold["way"]): boolean {
  if (way.kind === "email") return way.password.set;
  return way.kind !== "wecom" && way.secret.set;
}

function filled(text: string | undefined): string | undefined {
  const said = text?.trim() ?? "";
  return said === "" ? undefined : said;
}
