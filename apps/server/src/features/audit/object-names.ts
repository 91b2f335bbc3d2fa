import { periodLabel } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";

/** What an object is called, e.g. `张三（zhangsan）`; null where nothing says more than its code. */
export type NameOf = (object: string | null) => string | null;

const ALL = "*";
/** Objects that are one of their kind. */
const SINGLE: Readonly<Record<string, string>> = {
  import: "目录导入文件",
  "export.json": "目录 .json",
  "export.xlsx": "目录 .xlsx",
  "air-hours": "空气质量小时值",
  sheets: "全部填报表",
  items: "事项清单",
  liaisons: "包联清单",
  people: "可交办人员",
  bulletins: "通报清单",
  "bulletin-sources": "通报依据",
  "bulletin-preview": "通报句式预览",
  slips: "督办清单",
  messages: "送达记录",
  "settings:calendar": "调度日历",
  "settings:ladder": "督办规则",
  "settings:wording": "公文用语",
  "settings:channels": "消息渠道",
};

/** Names as they are now: a log keeps codes, and whoever reads it knows people by name. */
export async function objectNames(
  storage: Pick<Storage, "accounts" | "listApiKeys" | "screens" | "catalogue">,
): Promise<NameOf> {
  const [accounts, keys, screens, catalogue] = await Promise.all([
    storage.accounts(),
    storage.listApiKeys(),
    storage.screens(),
    storage.catalogue(),
  ]);
  const people = new Map(accounts.map(({ id, name, login }) => [id, `${name}（${login}）`]));
  const logins = new Map(accounts.map(({ login, name }) => [login, `${name}（${login}）`]));
  const keyNames = new Map(keys.map(({ id, name }) => [id, name]));
  const screenNames = new Map(screens.map(({ id, name }) => [id, name]));
  const named = (rows: readonly { code: string; name: string }[]) =>
    new Map(rows.map(({ code, name }) => [code, name]));
  const units = named(catalogue.units);
  const words = new Map([
    ...units,
    ...named(catalogue.indicators),
    ...named(catalogue.regions),
    ...named(catalogue.rules),
  ]);
  const unitOf = (code: string) => (code === ALL ? "全部单位" : (units.get(code) ?? code));
  /** `finance|budget_revenue|370000|official` in names, whatever parts it has. */
  const definition = (key: string) =>
    key
      .split("|")
      .map((part) => words.get(part) ?? part)
      .join(" ");

  function reportName(rest: string): string {
    const [unit = "", round] = rest.split("/");
    return round === undefined ? rest : `${unitOf(unit)} · ${roundLabel(round)}`;
  }

  return (object) => {
    if (object === null) return null;
    const single = SINGLE[object];
    if (single !== undefined) return single;
    const colon = object.indexOf(":");
    const rest = object.slice(colon + 1);
    switch (object.slice(0, Math.max(colon, 0))) {
      case "account":
        return people.get(rest) ?? null;
      case "login":
        return logins.get(rest) ?? rest;
      case "session":
        return `会话 ${rest}`;
      case "api_key":
        return keyNames.get(rest) ?? null;
      case "screen":
        return screenNames.get(rest) ?? null;
      case "unit":
        return unitOf(rest);
      case "report":
        return reportName(rest);
      case "queue":
        return `审核队列 · ${unitOf(rest)}`;
      case "reports":
        return `填报数据 · ${unitOf(rest)}`;
      case "board":
        return rest === "" ? "看板" : `看板，版本 ${rest}`;
      case "import":
        return "导入文件";
      case "item":
        return `事项 ${rest}`;
      case "slip":
        return `督办单据 ${rest}`;
      case "bulletin":
        return `通报 ${rest}`;
      case "message":
        return `消息 ${rest}`;
      case "channel":
        return `消息渠道 ${rest}`;
      case "liaison":
        return `包联 ${rest}`;
      case "attachment":
        return "附件";
      case "indicators":
      case "targets":
      case "rules":
      case "regions":
      case "units":
      case "duties":
        return definition(rest);
      default:
        return null;
    }
  };
}

function roundLabel(round: string): string {
  try {
    return periodLabel(round);
  } catch {
    // An audited request may name anything.
    return round;
  }
}
