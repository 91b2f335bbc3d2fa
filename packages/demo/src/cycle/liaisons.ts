import { addDays } from "@diaodu/domain";
import { actOn, LEADER, OFFICE } from "./act.ts";
import type { Act, LiaisonWords } from "./act.ts";

const CITY = "371400";

interface Followed extends LiaisonWords {
  readonly notes: readonly string[];
}

/** Enterprises and projects that the leader follows; none of them exists. */
const FOLLOWED: readonly Followed[] = [
  {
    subject: "enterprise",
    name: "华安新材料公司（模拟）",
    unit: "statistics",
    region: CITY,
    indicator: "iva",
    plan: "协调用能指标和流动资金贷款，保障二期生产线满负荷运行。",
    notes: [
      "到企业走访，了解开工和用工情况，原料库存可用十天。",
      "协调银行对接流动资金贷款，已进入审批。",
      "贷款到位，生产线开工率达到九成，请统计专班持续跟踪产值。",
    ],
  },
  {
    subject: "enterprise",
    name: "鲁北精密机械公司（模拟）",
    unit: "employment",
    region: CITY,
    indicator: "new_jobs",
    plan: "解决技术工人缺口，落实稳岗返还和职业技能培训补贴。",
    notes: [
      "企业反映缺技术工人约 60 人，请就业专班对接职业院校。",
      "首批定向培训 40 人已上岗。",
      "稳岗返还资金已到账，企业承诺全年不裁员。",
    ],
  },
  {
    subject: "project",
    name: "现代物流园一期项目（模拟）",
    unit: "statistics",
    region: CITY,
    indicator: "fai",
    plan: "加快土地手续办理，年内主体完工并纳统。",
    notes: [
      "现场查看施工进度，桩基工程完成六成。",
      "协调电力迁改，施工单位增加两个班组。",
      "主体结构封顶在即，请提前准备纳统材料。",
    ],
  },
  {
    subject: "project",
    name: "生物制药产业园项目（模拟）",
    unit: "finance",
    region: CITY,
    indicator: null,
    plan: "落实专项债券资金，按月核定支出计划。",
    notes: [
      "专项债券资金已下达，请财政专班核定支出计划。",
      "厂房基础施工完成，设备招标已挂网。",
      "设备陆续进场，支出进度与计划一致。",
    ],
  },
  {
    subject: "enterprise",
    name: "新百商贸集团（模拟）",
    unit: "commerce",
    region: CITY,
    indicator: "retail",
    plan: "支持线上线下促销，帮助恢复客流。",
    notes: [
      "门店客流恢复到上年同期六成，企业希望减免租金。",
      "消费券合作方案已落实，周末客流明显回升。",
      "线上订单占比提高，请商务口研究直播带货支持措施。",
    ],
  },
];

/** The leader visits each in turn, about every second week. */
const EVERY_DAYS = 16;
const FIRST = "2020-01-02";
const LAST = "2021-01-28";

export function liaisonActs(): Act[] {
  return FOLLOWED.flatMap(({ notes, ...words }, place) => {
    const liaison = `sim-liaison-${place + 1}`;
    const begun = actOn(
      FIRST,
      `10:0${place + 1}`,
      OFFICE,
      { kind: "begin", liaison, words },
      liaison,
    );
    const visits: Act[] = [];
    for (let number = 0; ; number += 1) {
      const day = addDays(FIRST, 5 + place * 3 + number * EVERY_DAYS);
      if (day > LAST) break;
      const said = notes[number % notes.length] ?? "";
      visits.push(
        actOn(
          day,
          "16:1" + String(place),
          LEADER,
          { kind: "visit", liaison, words: said },
          `${liaison}-${day}`,
        ),
      );
    }
    return [begun, ...visits];
  });
}
