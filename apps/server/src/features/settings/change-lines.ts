import type { SettingsKey } from "@diaodu/contracts";
import { RUNG_NAMES, spellWords } from "@diaodu/domain";
import type { LadderRule } from "@diaodu/domain";
import type { ChannelSettings, SettingsBodies } from "@diaodu/storage";

/** What changed from one version to the next, a line each; never a secret. */
export function changedLines<K extends SettingsKey>(
  key: K,
  before: SettingsBodies[K],
  after: SettingsBodies[K],
): string[] {
  const [was, is] = [linesOf(key, before), linesOf(key, after)];
  const added = is.filter((line) => !was.includes(line)).map((line) => `新增：${line}`);
  const gone = was.filter((line) => !is.includes(line)).map((line) => `去除：${line}`);
  const lines = [...gone, ...added];
  if (lines.length > 0 || JSON.stringify(before) === JSON.stringify(after)) return lines;
  return key === "channels" ? ["更换了密钥或机器人地址"] : ["调整了顺序"];
}

function linesOf(key: SettingsKey, body: SettingsBodies[SettingsKey]): string[] {
  if (key === "calendar" && "spells" in body) return calendarLines(body);
  if (key === "ladder" && "ladders" in body) {
    return body.ladders.flatMap(({ validFrom, rules }) => [
      `${beginning(validFrom)}执行 ${rules.length} 条规则`,
      ...rules.map((rule) => `${beginning(validFrom)}「${rule.name}」${ruleWords(rule)}`),
    ]);
  }
  if (key === "channels" && "channels" in body) {
    return [
      ...(body.address === null ? [] : [`系统地址 ${body.address}`]),
      ...body.channels.map(channelLine),
    ];
  }
  return "slipMark" in body ? wordingLines(body) : [];
}

function calendarLines({ spells, days }: SettingsBodies["calendar"]): string[] {
  return [
    ...spells.map(
      (spell) =>
        `${beginning(spell.from)}${spellWords(spell)}一期，${spell.cutOff} 截止，提前 ${spell.remindHours} 小时催报，次日 ${spell.freezeAt} 冻结`,
    ),
    ...days.map(({ date, working, name }) => `${date} ${name}（${working ? "上班" : "放假"}）`),
  ];
}

/** `连续落后满 3 期，上级单据逾答复时限 → 督办单，3 个工作日答复`. */
function ruleWords(rule: LadderRule): string {
  const asked = [
    ...(rule.light === null
      ? []
      : [`连续${rule.light === "behind" ? "落后" : "偏慢或落后"}满 ${rule.rounds} 期`]),
    ...(rule.overdueDays === 0 ? [] : [`逾期满 ${rule.overdueDays} 天`]),
    ...(rule.afterAnswerDay ? ["下一级单据过答复时限"] : []),
  ];
  return `${asked.join("、")} → ${RUNG_NAMES[rule.rung]}，${rule.answerDays} 个工作日答复`;
}

const KIND_NAMES: Readonly<Record<ChannelSettings["way"]["kind"], string>> = {
  email: "邮件",
  wecom: "企业微信",
  dingtalk: "钉钉",
  feishu: "飞书",
};

function channelLine({ id, name, enabled, quiet, units, way }: ChannelSettings): string {
  const parts = [
    `${name}（${id}，${KIND_NAMES[way.kind]}）${enabled ? "启用" : "停用"}`,
    units === "all" ? "全部单位" : `${units.length} 个单位`,
    ...(quiet === null ? [] : [`静默 ${quiet.from}—${quiet.to}`]),
    ...(way.kind === "email"
      ? [
          `${way.host}:${way.port}`,
          `发件人 ${way.from}`,
          `${Object.keys(way.to).length} 个单位有地址`,
        ]
      : []),
  ];
  return parts.join("，");
}

function wordingLines(body: SettingsBodies["wording"]): string[] {
  const named: readonly (readonly [string, string | null])[] = [
    ["督办文号代字", body.slipMark],
    ["通报文号代字", body.bulletinMark],
    ["红头", body.redHead],
    ["落款", body.signed],
    ["主送", body.to],
    ["抄送", body.copies],
  ];
  return [
    ...named.flatMap(([label, value]) => (value === null ? [] : [`${label} ${value}`])),
    ...Object.entries(body.templates).map(([key, words]) => `句式 ${key}：${words}`),
  ];
}

/** Before any date that people write, it is 起初. */
function beginning(from: string): string {
  return from <= "1901-01-01" ? "起初" : `${from} 起`;
}
