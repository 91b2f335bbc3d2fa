/** Who may do what to whose figures: the one table. Rules [U4]–[U8] of SPEC.md. */
import type { Role } from "./role.ts";

/** `own`: where the figure's unit and region lie within the account's scope. */
export type Reach = "no" | "own" | "all";

/** Every action that any route, socket or export asks for. */
export const ACTIONS = [
  "operation.read",
  "session.open",
  "session.own",
  "screen.request",
  "board.read",
  "board.export",
  "origin.read",
  "origin.persons",
  "catalogue.read",
  "catalogue.write",
  "report.read",
  "report.write",
  "report.publish",
  "report.return",
  "figure.return",
  "feed.send",
  "cycle.read",
  "item.raise",
  "item.work",
  "item.check",
  "slip.answer",
  "slip.manage",
  "liaison.write",
  "liaison.note",
  "meeting.join",
  "meeting.host",
  "meeting.read",
  "bulletin.read",
  "bulletin.write",
  "settings.read",
  "settings.write",
  "channel.write",
  "account.read",
  "account.write",
  "account.grant",
  "session.revoke",
  "api_key.read",
  "api_key.write",
  "screen.pair",
  "audit.read",
  "audit.export",
] as const;
export type Action = (typeof ACTIONS)[number];

/** 操作的名称, for the audit log and refusals. */
export const ACTION_NAMES: Readonly<Record<Action, string>> = {
  "operation.read": "查看运行状态",
  "session.open": "登录",
  "session.own": "管理本人会话",
  "screen.request": "申请大屏配对",
  "board.read": "查看看板",
  "board.export": "导出看板",
  "origin.read": "查看数据来历",
  "origin.persons": "查看经办人",
  "catalogue.read": "查看指标目录",
  "catalogue.write": "修改指标目录",
  "report.read": "查看未发布数据",
  "report.write": "填报",
  "report.publish": "审核发布",
  "report.return": "退回填报",
  "figure.return": "退回已发布数据",
  "feed.send": "接口报送",
  "cycle.read": "查看事项与督办",
  "item.raise": "交办事项",
  "item.work": "办理事项",
  "item.check": "核实销号",
  "slip.answer": "答复督办",
  "slip.manage": "管理督办",
  "liaison.write": "管理包联",
  "liaison.note": "记录包联",
  "meeting.join": "加入会议",
  "meeting.host": "主持会议",
  "meeting.read": "查看会议记录",
  "bulletin.read": "查看通报",
  "bulletin.write": "起草通报",
  "settings.read": "查看调度设置",
  "settings.write": "修改调度设置",
  "channel.write": "管理消息渠道",
  "account.read": "查看账号",
  "account.write": "管理账号",
  "account.grant": "授权",
  "session.revoke": "终止会话",
  "api_key.read": "查看接口密钥",
  "api_key.write": "管理接口密钥",
  "screen.pair": "大屏配对",
  "audit.read": "查看审计日志",
  "audit.export": "导出审计日志",
};

type Row = Readonly<Record<Role, Reach>>;

/** Every role, refused unless named. */
function only(granted: Partial<Record<Role, Reach>>): Row {
  const nobody: Row = {
    system_admin: "no",
    security_admin: "no",
    audit_admin: "no",
    dispatch_office: "no",
    reviewer: "no",
    reporter: "no",
    leader: "no",
    viewer: "no",
    screen: "no",
    machine: "no",
    feed: "no",
    public: "no",
    anonymous: "no",
  };
  return { ...nobody, ...granted };
}

const PEOPLE = {
  system_admin: "all",
  security_admin: "all",
  audit_admin: "all",
  dispatch_office: "all",
  reviewer: "all",
  reporter: "all",
  leader: "all",
  viewer: "all",
} as const;
const ANYBODY = {
  ...PEOPLE,
  screen: "all",
  machine: "all",
  feed: "all",
  public: "all",
  anonymous: "all",
} as const;

/**
 * Role × action → reach. What is published is for everybody who is let in; what is not yet published
 * is for its unit, its reviewers and the dispatch office [U5]. Nobody but the unit writes a figure
 * [U6]: whoever disagrees returns it. Administrators see no unpublished figure [U7]. Items and slips
 * are for the unit that owes them, the leader who answers for it, and the dispatch office [U10].
 */
export const PERMISSIONS: Readonly<Record<Action, Row>> = {
  "operation.read": only(ANYBODY),
  "session.open": only(ANYBODY),
  "session.own": only(PEOPLE),
  "screen.request": only(ANYBODY),
  "board.read": only({ ...PEOPLE, screen: "all", machine: "all", feed: "all", public: "all" }),
  "board.export": only({ ...PEOPLE, public: "all" }),
  "origin.read": only({ ...PEOPLE, screen: "all", machine: "all", feed: "all", public: "all" }),
  "origin.persons": only(PEOPLE),
  "catalogue.read": only({ ...PEOPLE, machine: "all", feed: "all" }),
  "catalogue.write": only({ system_admin: "all" }),
  "report.read": only({ dispatch_office: "all", reviewer: "own", reporter: "own", machine: "own" }),
  "report.write": only({ reporter: "own", machine: "own" }),
  "report.publish": only({ reviewer: "own" }),
  "report.return": only({ dispatch_office: "all", reviewer: "own" }),
  "figure.return": only({ dispatch_office: "all", reviewer: "own", leader: "own" }),
  "feed.send": only({ machine: "own", feed: "own" }),
  "cycle.read": only({ dispatch_office: "all", leader: "own", reviewer: "own", reporter: "own" }),
  "item.raise": only({ dispatch_office: "all", leader: "own" }),
  "item.work": only({ reporter: "own" }),
  "item.check": only({ dispatch_office: "all", leader: "own" }),
  "slip.answer": only({ reporter: "own" }),
  "slip.manage": only({ dispatch_office: "all" }),
  "liaison.write": only({ dispatch_office: "all" }),
  "liaison.note": only({ dispatch_office: "all", leader: "own" }),
  "meeting.join": only({ ...PEOPLE, screen: "all", public: "all" }),
  "meeting.host": only({ dispatch_office: "all", leader: "all" }),
  "meeting.read": only({ dispatch_office: "all", leader: "all", reviewer: "all", reporter: "all" }),
  "bulletin.read": only({
    dispatch_office: "all",
    leader: "all",
    reviewer: "all",
    reporter: "all",
    viewer: "all",
  }),
  "bulletin.write": only({ dispatch_office: "all" }),
  "settings.read": only({ dispatch_office: "all", system_admin: "all" }),
  "settings.write": only({ dispatch_office: "all" }),
  "channel.write": only({ system_admin: "all" }),
  "account.read": only({ system_admin: "all", security_admin: "all" }),
  "account.write": only({ system_admin: "all" }),
  "account.grant": only({ security_admin: "all" }),
  "session.revoke": only({ security_admin: "all" }),
  "api_key.read": only({ system_admin: "all", security_admin: "all" }),
  "api_key.write": only({ security_admin: "all" }),
  "screen.pair": only({ system_admin: "all", dispatch_office: "all" }),
  "audit.read": only({ audit_admin: "all" }),
  "audit.export": only({ audit_admin: "all" }),
};
