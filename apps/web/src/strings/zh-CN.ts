import type { Basis, DispatchPart, Light, Measure, Status } from "@diaodu/contracts";

/**
 * Every word that a screen of this app says by itself. Words that belong to a figure (its name,
 * light, path and remainder) are derived by the server and come with the tile.
 */
export const zh = {
  basis: { official: "统计", dispatch: "调度", monitoring: "监测" } satisfies Record<Basis, string>,
  light: {
    behind: "落后",
    slow: "偏慢",
    on: "不低于序时",
    none: "无目标",
  } satisfies Record<Light, string>,
  status: {
    forecast: "预计",
    dispatch: "调度",
    flash: "快报",
    preliminary: "初核",
    final: "终核",
  } satisfies Record<Status, string>,
  measure: {
    level: "数值",
    yoy_nominal: "同比",
    yoy_real: "同比",
    yoy_comparable: "同比",
    rank: "位次",
    share: "占比",
  } satisfies Record<Measure, string>,

  simulated: "模拟",
  unreported: "未报",
  nextDue: (date: string) => `${date} 应报`,
  nextPeriodDue: (period: string, date: string) => `${period} 数据 ${date} 应报`,
  overdue: (days: number) => `逾期 ${days} 天未报`,
  released: (date: string) => `${date} 发布`,
  round: (n: number) => `第 ${n} 期`,
  weekday: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  date: (month: number, day: number) => `${month}月${day}日`,
  dateWithYear: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
  yearProgress: (percent: string) => `全年序时 ${percent}%`,
  yearProgressLabel: (percent: string) => `全年时间已过 ${percent}%`,
  version: (seq: number) => `版本 ${seq}`,
  versionChecked: (time: string) => `${time} 已核对`,
  versionCommitted: (time: string) => `${time} 入库`,
  staleAt: (time: string, age: string) => `连接中断 · 数据停在 ${time}（${age}前）`,
  staleUnknown: (seq: number, at: string) => `连接中断 · 显示的是 ${at} 的版本 ${seq}`,
  age: {
    seconds: (n: number) => `${n} 秒`,
    minutes: (n: number) => `${n} 分钟`,
    hours: (n: number) => `${n} 小时`,
    days: (n: number) => `${n} 天`,
  },
  incompatible: "系统已升级，请刷新页面",
  newBuild: "页面有新版本",
  reload: "刷新",
  loading: "正在读取数据…",
  empty: "尚无指标，数据提交后会显示在这里",
  shutOut: "登录或配对已失效，正在转到登录页…",
  failed: "数据没有读到",
  failedMore: "服务器没有应答，恢复后会自动显示",
  retry: "重新读取",
  tileFault: "这一项暂时无法显示",
  notFound: "没有这个页面",

  sentence: {
    part: {
      behind: " 项落后",
      slow: " 项偏慢",
      overdue: " 项逾期未报",
      on: " 项不低于序时",
      none: " 项无年度目标",
    },
    join: "，",
    onlyNone: "均无年度目标",
  },
  bar: {
    progress: (done: string, schedule: string) => `完成年计划 ${done}%，应完成 ${schedule}%`,
    control: (value: string, line: string) => `当前 ${value}，控制线 ${line}`,
    growths: (words: string) => `各期同比：${words}`,
    days: (good: number, over: number, missing: number) =>
      `最近 ${good + over + missing} 天：优良 ${good} 天，超标 ${over} 天，无效 ${missing} 天`,
  },
  mine: "我的",
  /** ` · 已报 9/14 · 事项 12 项，超期 3`. */
  cycle: ({ round, items }: Pick<DispatchPart, "round" | "items">) =>
    [
      "",
      ...(round === null ? [] : [`已报 ${round.reported}/${round.asked}`]),
      `事项 ${items.open} 项${items.overdue > 0 ? `，超期 ${items.overdue}` : ""}`,
    ].join(" · "),
  joinMeeting: "加入会议",
} as const;
