import type { channelInput, ChannelTold, Fault } from "@diaodu/contracts";
import type { ChannelSettings } from "@diaodu/storage";
import type { z } from "zod";

type Sent = z.output<typeof channelInput>;
type Way = ChannelSettings["way"];

/** A channel without what proves us: only whether it is set, and of a robot's address its host. */
export function tellChannel({
  id,
  name,
  enabled,
  quiet,
  units,
  way,
}: ChannelSettings): ChannelTold {
  const common = { id, name, enabled, quiet, units: units === "all" ? units : [...units] };
  return { ...common, way: tellWay(way) };
}

function tellWay(way: Way): ChannelTold["way"] {
  switch (way.kind) {
    case "email": {
      const { kind, host, port, secure, user, from } = way;
      const to = Object.fromEntries(Object.entries(way.to).map(([unit, all]) => [unit, [...all]]));
      return { kind, host, port, secure, user, from, to, password: isSet(way.password) };
    }
    case "wecom":
      return { kind: way.kind, url: tellAddress(way.url) };
    case "dingtalk":
    case "feishu":
      return { kind: way.kind, url: tellAddress(way.url), secret: isSet(way.secret) };
  }
}

const isSet = (secret: string | null) => ({ set: secret !== null });
const tellAddress = (url: string) => ({ set: url !== "", host: hostOf(url) });

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}

/**
 * The channel as it is stored: what was not sent is taken from the stored channel of the same id and
 * kind. A stored secret is not carried to another server: whoever changes where a channel leads says
 * its secret anew.
 */
function channelOf(
  sent: Sent,
  stored: ChannelSettings | null,
  path: string,
): { readonly channel: ChannelSettings } | { readonly faults: readonly Fault[] } {
  const { way: input, ...common } = sent;
  const known = stored?.way.kind === input.kind ? stored.way : null;
  const faults: Fault[] = [];
  const ask = (field: string, message: string) => {
    faults.push({ path: `${path}.way.${field}`, code: "missing", message });
  };
  const way = ((): Way => {
    switch (input.kind) {
      case "email": {
        const { kind, host, port, secure, user, from, to, password } = input;
        const was = known?.kind === "email" ? known : null;
        const moved = was !== null && (was.host !== host || was.user !== user);
        if (password === undefined && moved && was.password !== null) {
          ask("password", "更换邮件服务器或账号须重新填写密码");
        }
        const kept = password === undefined ? (was?.password ?? null) : password;
        return { kind, host, port, secure, user, from, to, password: kept };
      }
      case "wecom": {
        const url = input.url ?? (known?.kind === "wecom" ? known.url : undefined);
        if (url === undefined) ask("url", "请填写机器人地址");
        return { kind: "wecom", url: url ?? "" };
      }
      case "dingtalk":
      case "feishu": {
        const was = known?.kind === input.kind ? known : null;
        const url = input.url ?? was?.url;
        if (url === undefined) ask("url", "请填写机器人地址");
        const kept = was !== null && "secret" in was ? was.secret : null;
        const moved = was !== null && url !== undefined && hostOf(url) !== hostOf(was.url);
        if (input.secret === undefined && moved && kept !== null) {
          ask("secret", "更换机器人地址须重新填写加签密钥");
        }
        const secret = input.secret === undefined ? kept : input.secret;
        return { kind: input.kind, url: url ?? "", secret };
      }
    }
  })();
  return faults.length > 0 ? { faults } : { channel: { ...common, way } };
}

/** Every fault of the channels, and the channels as they are stored. */
export function channelsOf(
  sent: readonly Sent[],
  stored: readonly ChannelSettings[],
  units: ReadonlySet<string>,
): { readonly channels: readonly ChannelSettings[]; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const channels: ChannelSettings[] = [];
  const seen = new Set<string>(["product"]);
  for (const [index, one] of sent.entries()) {
    const path = `body.channels.${index}`;
    const say = (field: string, code: string, message: string) => {
      faults.push({ path: `${path}.${field}`, code, message });
    };
    if (seen.has(one.id)) say("id", "duplicate", `渠道代码 ${one.id} 重复或不可用`);
    seen.add(one.id);
    const named = one.units === "all" ? [] : one.units;
    for (const unit of named) if (!units.has(unit)) say("units", "unknown", `没有单位 ${unit}`);
    if (one.way.kind === "email") {
      for (const unit of Object.keys(one.way.to)) {
        if (!units.has(unit)) say(`way.to.${unit}`, "unknown", `没有单位 ${unit}`);
      }
    }
    if (one.quiet !== null && one.quiet.from === one.quiet.to) {
      say("quiet", "empty", "静默时段的起止时间不能相同");
    }
    const made = channelOf(one, stored.find(({ id }) => id === one.id) ?? null, path);
    if ("faults" in made) faults.push(...made.faults);
    else channels.push(made.channel);
  }
  return { channels, faults };
}
