import type { OfficialDocument } from "../src/index.ts";

const sentence =
  "1—6月，全市一般公共预算收入完成123.4亿元，同比下降3.2%，占年计划的51.2%，超序时进度1.2个百分点，居全省第5位，较上期上升1位。";

/** A bulletin with every element of the layout, long enough for several pages. Simulated throughout. */
export const BULLETIN: OfficialDocument = {
  redHead: "德州市人民政府督查室文件",
  number: "德政督〔2020〕12号",
  title: "关于2020年上半年全市主要经济指标和空气质量调度情况的通报",
  addressee: "各县（市、区）人民政府，市政府各部门、单位",
  body: [
    { kind: "paragraph", text: "现将上半年主要指标调度情况通报如下。" },
    { kind: "heading", level: 1, text: "总体情况" },
    { kind: "paragraph", text: "12项指标中，7项不低于序时，2项偏慢，2项落后，1项未报。" },
    { kind: "heading", level: 1, text: "分项情况" },
    { kind: "heading", level: 2, text: "财政。", runOn: sentence },
    { kind: "heading", level: 2, text: "就业。", runOn: sentence },
    { kind: "heading", level: 3, text: "城镇新增就业。", runOn: sentence },
    { kind: "heading", level: 4, text: "各县（市、区）。", runOn: sentence },
    { kind: "heading", level: 4, text: "开发区。", runOn: sentence },
    { kind: "heading", level: 1, text: "存在问题和下一步工作" },
    ...Array.from({ length: 7 }, () => ({ kind: "paragraph" as const, text: sentence })),
  ],
  annexes: [
    {
      title: "主要指标完成情况表",
      blocks: [],
      table: {
        unitLine: "单位：亿元、%",
        columns: [
          { header: "指标", width: 5, align: "left" },
          { header: "完成", width: 3, align: "right" },
          { header: "同比", width: 2, align: "right" },
          { header: "进度", width: 3, align: "center" },
        ],
        rows: Array.from({ length: 45 }, (_, at) => [
          `第${at + 1}项指标`,
          `${at * 12}.3`,
          at % 7 === 0 ? null : "−6.8",
          at % 5 === 0 ? "未报" : "不低于序时",
        ]),
        note: "注：模拟数据。",
      },
    },
    {
      title: "问题清单",
      blocks: [{ kind: "paragraph", text: "暂无。" }],
      table: null,
    },
  ],
  signature: { issuer: "德州市人民政府督查室", date: "2020-07-05" },
  standing: "数据版本：第1234号，数据截至2020年7月5日18时",
  imprint: {
    copies:
      "市委各部门，市人大常委会办公室，市政协办公室，市法院，市检察院，德州军分区，各人民团体，中央、省属驻德各单位",
    printer: "德州市人民政府督查室",
    date: "2020-07-06",
  },
};

/** A page of nothing but Han characters: 22 lines of 28, twice, as the grid must hold them. */
export const GRID: OfficialDocument = {
  redHead: null,
  number: null,
  title: [],
  addressee: null,
  body: [{ kind: "paragraph", text: "调度通报版心字数行数".repeat(150) }],
  annexes: [],
  signature: null,
  standing: null,
  imprint: null,
};
