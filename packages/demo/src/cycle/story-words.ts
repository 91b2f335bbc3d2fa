/** What the invented items say. `{m}` becomes the month. Nobody and nothing in it exists. */
export interface StoryWords {
  readonly unit: string;
  readonly coUnits: readonly string[];
  readonly indicator: string | null;
  readonly region: string;
  readonly title: string;
  readonly problem: string;
  readonly remedies: readonly [string, string];
  readonly feedback: readonly [string, string, string];
  readonly result: string;
  readonly longer: string;
}

const NATION = "100000";
const CITY = "371400";

export const STORIES: readonly StoryWords[] = [
  {
    unit: "finance",
    coUnits: ["statistics"],
    indicator: "budget_revenue",
    region: NATION,
    title: "{m}月收入入库进度偏慢",
    problem: "{m}月上旬收入入库进度慢于序时，部分重点税源企业申请缓缴。",
    remedies: ["逐户摸排重点税源企业入库情况", "对缓缴税款建立到期清缴台账"],
    feedback: [
      "已完成 36 户重点税源企业摸排，其中 9 户申请缓缴。",
      "清缴台账已建立，到期税款按周提醒入库。",
      "本周入库进度较上周回升，正逐户核对差额。",
    ],
    result: "重点税源摸排和清缴台账均已完成，入库进度恢复正常。",
    longer: "部分企业申报期在下旬，入库数据需待申报期结束后核定",
  },
  {
    unit: "statistics",
    coUnits: ["finance"],
    indicator: "fai",
    region: NATION,
    title: "{m}月重点项目投资进度滞后",
    problem: "{m}月重点项目完成投资低于计划，部分项目用地手续未办结。",
    remedies: ["建立用地手续堵点清单并逐项销号", "对投资进度后十位项目开展现场服务"],
    feedback: [
      "已梳理用地手续堵点 12 项，移交相关部门限期办理。",
      "现场服务 10 个项目，6 个项目已恢复满负荷施工。",
      "用地手续办结 8 项，其余 4 项进入公示。",
    ],
    result: "12 项用地手续全部办结，后十位项目均已恢复施工。",
    longer: "公示期未满，需待公示结束后方可办理后续手续",
  },
  {
    unit: "ecology",
    coUnits: ["statistics"],
    indicator: "pm25",
    region: CITY,
    title: "{m}月细颗粒物浓度偏高",
    problem: "{m}月以来细颗粒物浓度高于控制线，扬尘和散煤问题反复。",
    remedies: ["对在建工地扬尘管控开展全覆盖检查", "对散煤复烧区域开展夜间巡查"],
    feedback: [
      "已检查在建工地 148 处，下达整改通知 21 份。",
      "夜间巡查 6 次，发现散煤复烧 13 处，均已清理。",
      "整改通知已完成 17 份，其余 4 份正在复查。",
    ],
    result: "整改通知 21 份全部办结，近一周浓度已低于上月同期。",
    longer: "不利气象条件持续，整改成效需再观察一个周期",
  },
  {
    unit: "commerce",
    coUnits: ["finance"],
    indicator: "retail",
    region: NATION,
    title: "{m}月消费恢复不及预期",
    problem: "{m}月限额以上商贸企业销售恢复偏慢，餐饮住宿业降幅较大。",
    remedies: ["组织商贸企业促销活动", "落实消费券资金并按周调度核销"],
    feedback: [
      "已组织 24 家商贸企业开展促销，客流回升明显。",
      "第一批消费券已发放，核销率 62%。",
      "第二批消费券方案已报批，餐饮企业参与率超过八成。",
    ],
    result: "两批消费券核销完毕，重点商贸企业销售额环比回升。",
    longer: "第二批消费券资金拨付程序尚未走完",
  },
  {
    unit: "employment",
    coUnits: ["commerce"],
    indicator: "surveyed_unemployment",
    region: NATION,
    title: "{m}月重点群体就业压力较大",
    problem: "{m}月高校毕业生和外出务工人员求职登记增加，岗位供给不足。",
    remedies: ["举办线上线下专场招聘", "落实稳岗返还政策并公示名单"],
    feedback: [
      "已举办线上招聘 4 场，提供岗位 5600 个。",
      "稳岗返还第一批 213 户企业已公示。",
      "达成就业意向 1320 人，正跟踪签约情况。",
    ],
    result: "招聘活动和稳岗返还按计划完成，求职登记人数回落。",
    longer: "第二批企业社保缴费记录正在比对",
  },
  {
    unit: "statistics",
    coUnits: ["commerce", "ecology"],
    indicator: "iva",
    region: NATION,
    title: "{m}月规上工业企业产能利用不足",
    problem: "{m}月规上工业企业开工率偏低，外贸订单减少，原料运输不畅。",
    remedies: ["建立停产减产企业清单并分类帮扶", "协调重点企业原料运输和用能保障"],
    feedback: [
      "已建立停产减产企业清单 43 户，逐户明确包联人员。",
      "协调运输问题 15 件，解决 12 件。",
      "清单内企业已恢复生产 31 户。",
    ],
    result: "清单内 43 户企业已恢复生产 39 户，其余 4 户明确转产方案。",
    longer: "部分外贸订单延期交付，企业复产时间需顺延",
  },
  {
    unit: "finance",
    coUnits: [],
    indicator: null,
    region: CITY,
    title: "{m}月专项债券资金支出偏慢",
    problem: "{m}月专项债券资金支出进度低于要求，3 个项目未形成实物工作量。",
    remedies: ["逐项目核定支出计划", "对未开工项目资金提出调整意见"],
    feedback: [
      "已逐项目核定月度支出计划。",
      "3 个项目中 2 个已开工，1 个提出资金调整意见。",
      "本期支出进度提高，剩余资金按周拨付。",
    ],
    result: "支出计划全部落实，未开工项目资金已按程序调整。",
    longer: "资金调整方案需按程序报批",
  },
  {
    unit: "ecology",
    coUnits: [],
    indicator: null,
    region: CITY,
    title: "{m}月清洁取暖改造进度滞后",
    problem: "{m}月清洁取暖改造完成户数低于计划，设备到货不及时。",
    remedies: ["督促中标企业倒排供货计划", "对滞后乡镇开展现场督导"],
    feedback: [
      "已约见 4 家中标企业，签订供货时间表。",
      "现场督导 7 个乡镇，施工队伍增加 15 支。",
      "设备到货率提高到 85%。",
    ],
    result: "滞后乡镇已按计划补齐改造户数，设备全部到货。",
    longer: "设备生产企业排期紧张，到货时间顺延",
  },
];

/** What meetings decide: words, who owes it, and which tile it is about. */
export const DECISIONS: readonly {
  readonly unit: string;
  readonly about: { readonly indicator: string; readonly region: string } | null;
  readonly words: string;
}[] = [
  {
    unit: "statistics",
    about: { indicator: "fai", region: NATION },
    words: "对投资进度后十位项目实行周调度，逐项目明确开工和入库时间。",
  },
  {
    unit: "finance",
    about: { indicator: "budget_revenue", region: NATION },
    words: "梳理重点税源企业入库差额，下周报送逐户清单。",
  },
  {
    unit: "commerce",
    about: { indicator: "retail", region: NATION },
    words: "制定促消费活动方案，明确资金来源和核销进度要求。",
  },
  {
    unit: "ecology",
    about: { indicator: "pm25", region: CITY },
    words: "对扬尘和散煤问题开展专项检查，发现问题限期整改。",
  },
  {
    unit: "statistics",
    about: { indicator: "iva", region: NATION },
    words: "建立停产减产企业清单，逐户明确帮扶措施。",
  },
  {
    unit: "employment",
    about: { indicator: "surveyed_unemployment", region: NATION },
    words: "对高校毕业生就业开展专项帮扶，按周报送进展。",
  },
  {
    unit: "finance",
    about: null,
    words: "专项债券资金按项目核定支出计划，未开工项目提出调整意见。",
  },
];

export function inMonth(words: string, month: number): string {
  return words.replaceAll("{m}", String(month));
}
