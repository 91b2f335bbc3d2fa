import type { Known } from "./hostile-requests.ts";
import { raiseItem } from "./items.ts";
import { MEETING_STEPS, storeMeeting } from "./meetings.ts";
import { makeAccount, PASSWORD } from "./people.ts";
import { issueSlip } from "./slips.ts";
import { bodyOf, item, ROUND } from "./units.ts";
import { figure, submissionOf } from "./world.ts";
import type { World } from "./world.ts";

const SPELL = {
  from: "1900-01-01",
  interval: 2,
  counting: "calendar",
  cutOff: "17:00",
  remindHours: 2,
  freezeAt: "09:00",
};
const WORDING = {
  slipMark: "德调督",
  bulletinMark: "德调通",
  redHead: null,
  signed: "市调度办",
  to: "各单位",
  copies: null,
  templates: {},
};
const ROBOT = {
  id: "wecom",
  name: "企业微信",
  enabled: true,
  quiet: { from: "22:00", to: "07:00" },
  units: ["finance"],
  way: { kind: "wecom", url: "https://robot.example/send?key=1" },
};

/** Somebody, something reported, and what the routes would take of them. */
export async function furnish(world: World): Promise<Known> {
  const victim = await makeAccount(world, "victim", ["reporter"]);
  const { id: key } = await world.storage.createApiKey({ name: "备用", now: world.clock.now });
  const submitted = await world.storage.submitReports({
    items: [
      { ...item(), simulated: false, unit: "finance", origin: { kind: "form" }, basedOn: null },
    ],
    round: ROUND,
    by: { accountId: victim.id, name: victim.name },
    at: world.clock.now.toISOString(),
    audit: {
      at: world.clock.now.toISOString(),
      actor: { kind: "system", id: null, name: "测试", ip: null },
      action: "report.write",
      object: null,
      result: "done",
      detail: null,
    },
  });
  const entry = submitted.kind === "committed" ? submitted.entries[0] : undefined;
  if (entry === undefined) throw new Error(submitted.kind);
  const raised = await raiseItem(world);
  const slip = await issueSlip(world);
  const meeting = await storeMeeting(world);
  const api = (path: string) => `/api/v1${path}`;
  const { indicator, region, period, basis, measure } = item();
  const figureKey = { indicator, region, period, basis, measure };
  const newPassword = "Xin-cheng-2021";
  const admin = (login: string) => ({ login, name: "管理员", password: newPassword });
  const duty = { unit: "finance", indicator, region, basis, measures: ["level"] };
  return {
    ids: [
      victim.id,
      key,
      entry.id,
      raised,
      slip,
      meeting,
      "calendar",
      "wecom",
      "00000000-0000-4000-8000-000000000000",
      "finance",
      indicator,
      region,
      "2020",
      basis,
    ],
    bodies: {
      [`POST ${api("/session")}`]: [
        { login: "victim", password: "wrong" },
        { login: "nobody", password: PASSWORD },
        { login: "person1", password: PASSWORD },
      ],
      [`POST ${api("/session/second-factor")}`]: [{ code: "000000" }],
      [`POST ${api("/setup")}`]: [
        { code: "AAAA-BBBB-CCCC", system: admin("aa"), security: admin("bb"), audit: admin("cc") },
      ],
      [`POST ${api("/me/password")}`]: [{ current: "wrong", next: newPassword }],
      [`PUT ${api("/me/totp")}`]: [{ code: "000000" }],
      [`DELETE ${api("/me/totp")}`]: [{ code: "000000" }],
      [`POST ${api("/accounts")}`]: [
        { login: "newcomer", name: "新人", password: null, openId: null },
      ],
      [`PATCH ${api("/accounts/:id")}`]: [
        { version: 1, name: "改名" },
        { version: 1, state: "disabled" },
        { version: 2, state: "active", openId: "https://sso.example x" },
      ],
      [`PUT ${api("/accounts/:id/grant")}`]: [
        { version: 1, roles: ["reviewer"], scope: { units: ["finance"], regions: "all" } },
      ],
      [`POST ${api("/accounts/:id/unlock")}`]: [{ version: 1 }],
      [`POST ${api("/api-keys")}`]: [
        {
          name: "接口",
          unit: "finance",
          mode: "review",
          indicators: [indicator],
          regions: [region],
          expiresOn: "2030-01-01",
        },
      ],
      [`POST ${api("/screens")}`]: [{ code: "ABC123", name: "大厅" }],
      [`POST ${api("/observations")}`]: [
        submissionOf(figure()),
        submissionOf(figure({ region: "370000", value: "1" })),
      ],
      [`POST ${api("/air-hours")}`]: [
        { hours: [{ station: "1001A", date: "2020-07-01", hour: 1, values: {} }] },
      ],
      [`POST ${api("/reports")}`]: [
        bodyOf([item({ period: "2020-01/2020-05" })]),
        bodyOf([item({ basedOn: 1 })]),
      ],
      [`PUT ${api("/reports/draft")}`]: [
        { basedOn: 0, cells: { a: { value: "1" } } },
        { basedOn: 1, cells: {} },
      ],
      [`POST ${api("/reports/decisions")}`]: [
        { decisions: [{ entry: entry.id, version: 1, event: "publish", reason: null }] },
        { decisions: [{ entry: entry.id, version: 2, event: "return", reason: "核实" }] },
        { decisions: [{ entry: entry.id, version: 1, event: "withdraw", reason: "错" }] },
      ],
      [`POST ${api("/figures/return")}`]: [{ ...figureKey, reason: "核实" }],
      [`POST ${api("/meetings")}`]: [{ title: "第 102 期调度会", plannedFor: null }],
      [`POST ${api("/meetings/:id/steps")}`]: MEETING_STEPS,
      [`POST ${api("/items")}`]: [
        { from: { indicator, region } },
        {
          title: "收入缺口",
          problem: "收入落后",
          region,
          unit: "finance",
          coUnits: ["statistics"],
          person: { accountId: victim.id, name: "王" },
          leader: null,
          dueOn: "2020-07-24",
          remedies: [{ words: "核实", unit: "finance", person: "王", dueOn: "2020-07-24" }],
        },
      ],
      [`POST ${api("/items/:id/steps")}`]: [
        { version: 1, event: "feedback", words: "已核实" },
        { version: 1, event: "ask_extension", words: "资料未齐", until: "2020-08-01" },
        { version: 1, event: "request_closure", words: "好了", evidence: [entry.id] },
        { version: 1, event: "amend", words: "调整", changes: { dueOn: "2020-08-01" } },
        { version: 2, event: "cancel", words: "重复" },
      ],
      [`POST ${api("/liaisons")}`]: [
        {
          leader: { accountId: null, name: "李" },
          subject: "enterprise",
          name: "某某化工",
          unit: "finance",
          region,
          plan: "协调用能",
        },
      ],
      [`POST ${api("/liaisons/:id/steps")}`]: [
        { version: 1, event: "note", words: "走访" },
        { version: 1, event: "amend", changes: { plan: "贴息" } },
        { version: 2, event: "end", words: "完成" },
      ],
      [`POST ${api("/slips")}`]: [
        { rung: "order", about: { kind: "unit", unit: "finance" }, title: "报送", words: "核实" },
        { rung: "talk", about: { kind: "item", item: raised }, title: "事项", words: "催办" },
      ],
      [`POST ${api("/slips/:id/steps")}`]: [
        { version: 1, event: "read" },
        { version: 1, event: "answer", words: "已部署", evidence: [entry.id] },
        { version: 2, event: "send_back", words: "缺措施" },
        { version: 1, event: "withdraw", words: "发错" },
      ],
      [`POST ${api("/bulletins")}`]: [
        { from: { kind: "seq", seq: 1 } },
        { from: { kind: "round", round: ROUND }, stated: ["gdp:100000"] },
      ],
      [`POST ${api("/bulletins/preview")}`]: [
        { key: "byKind.cumulative", text: "{指标}{数值}{单位}" },
        { key: "overall", text: "{总数}[" },
      ],
      [`PUT ${api("/bulletins/:id")}`]: [
        {
          version: 1,
          title: "通报",
          to: "各县",
          copies: null,
          blocks: [{ kind: "paragraph", text: "全文", from: 0 }],
        },
      ],
      [`POST ${api("/bulletins/:id/steps")}`]: [
        { version: 1, event: "issue" },
        { version: 2, event: "withdraw", words: "有误" },
      ],
      [`POST ${api("/inbox/read")}`]: [{ ids: [`${slip}:product`] }],
      [`PUT ${api("/settings/calendar")}`]: [
        { version: 0, reason: "试", body: { spells: [SPELL], days: [] } },
      ],
      [`PUT ${api("/settings/ladder")}`]: [
        { version: 0, reason: "试", body: { ladders: [{ validFrom: "2020-08-01", rules: [] }] } },
      ],
      [`PUT ${api("/settings/wording")}`]: [{ version: 0, reason: "试", body: WORDING }],
      [`PUT ${api("/settings/channels")}`]: [
        { version: 0, reason: "试", body: { channels: [ROBOT], address: "https://a.example" } },
        { version: 1, reason: "试", body: { channels: [], address: null } },
      ],
      [`POST ${api("/settings/channels/:id/test")}`]: [{ unit: "finance" }],
      [`PUT ${api("/catalogue/units/:code")}`]: [
        { definition: { code: "finance", name: "财政局", contact: null }, reason: "试" },
      ],
      [`PUT ${api("/catalogue/duties/:unit/:indicator/:region/:basis")}`]: [
        { definition: duty, reason: "试" },
      ],
      [`DELETE ${api("/catalogue/duties/:unit/:indicator/:region/:basis")}`]: [{ reason: "试" }],
      [`PUT ${api("/catalogue/board")}`]: [{ definition: [], reason: "试" }],
      [`POST ${api("/imports/:id/apply")}`]: [{ reason: null, note: null }],
    },
    queries: {
      [api("/reports/sheet")]: ["unit=finance"],
      [api("/reports/draft")]: [`unit=finance&round=${ROUND}`],
      [api("/attachments")]: ["unit=finance&name=a.pdf"],
      [api("/imports")]: ["unit=finance&name=a.csv"],
      [api("/observations")]: [
        "",
        `indicator=gdp&region=100000&period=${encodeURIComponent(period)}`,
      ],
      [api("/origin")]: [
        `indicator=${indicator}&region=${region}&period=${encodeURIComponent(period)}`,
      ],
      [api("/items")]: ["", "state=open&mine=1", "unit=finance"],
      [api("/slips")]: ["", "state=late&rung=notice", "unit=finance"],
      [api("/messages")]: ["", "state=sent&channel=product"],
      [api("/items/proposal")]: [`indicator=${indicator}&region=${region}`],
      [api("/catalogue/history")]: ["kind=units&code=finance"],
      [api("/catalogue/import")]: ["mode=preview", "mode=apply&reason=x"],
      [api("/audit")]: ["", "limit=5"],
      [api("/board")]: ["", "region=100000", "at=1"],
      [api("/changes")]: ["since=0"],
    },
  };
}
