import type { Region } from "@diaodu/domain";

/** GB/T 2260 code, official name and the name on a tile of the 31 provinces of the published tables. */
const PROVINCES: readonly (readonly [code: string, name: string, shortName: string])[] = [
  ["110000", "北京市", "北京"],
  ["120000", "天津市", "天津"],
  ["130000", "河北省", "河北"],
  ["140000", "山西省", "山西"],
  ["150000", "内蒙古自治区", "内蒙古"],
  ["210000", "辽宁省", "辽宁"],
  ["220000", "吉林省", "吉林"],
  ["230000", "黑龙江省", "黑龙江"],
  ["310000", "上海市", "上海"],
  ["320000", "江苏省", "江苏"],
  ["330000", "浙江省", "浙江"],
  ["340000", "安徽省", "安徽"],
  ["350000", "福建省", "福建"],
  ["360000", "江西省", "江西"],
  ["370000", "山东省", "山东"],
  ["410000", "河南省", "河南"],
  ["420000", "湖北省", "湖北"],
  ["430000", "湖南省", "湖南"],
  ["440000", "广东省", "广东"],
  ["450000", "广西壮族自治区", "广西"],
  ["460000", "海南省", "海南"],
  ["500000", "重庆市", "重庆"],
  ["510000", "四川省", "四川"],
  ["520000", "贵州省", "贵州"],
  ["530000", "云南省", "云南"],
  ["540000", "西藏自治区", "西藏"],
  ["610000", "陕西省", "陕西"],
  ["620000", "甘肃省", "甘肃"],
  ["630000", "青海省", "青海"],
  ["640000", "宁夏回族自治区", "宁夏"],
  ["650000", "新疆维吾尔自治区", "新疆"],
];

/** 全国, its 31 provinces and the city whose air is followed; parents come before children. */
export const regions: readonly Region[] = [
  { code: "100000", name: "全国", shortName: "全国", level: "nation", parent: null },
  ...PROVINCES.map(([code, name, shortName]): Region => {
    return { code, name, shortName, level: "province", parent: "100000" };
  }),
  { code: "371400", name: "德州市", shortName: "德州", level: "city", parent: "370000" },
];
