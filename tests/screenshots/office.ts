import type { Page } from "playwright-core";

/** A picture of the office: whose, of which page, after which steps. */
export interface OfficeShot {
  readonly name: string;
  readonly login: string;
  readonly path: string;
  /** Until what the picture is of stands there. */
  readonly act: (page: Page) => Promise<void>;
}

/** A sheet as somebody sends it in: right, doubtful and wrong lines. */
const UPLOADED = [
  "指标,地区,时期,数据项,数值,单位,更正原因",
  "地区生产总值,全国,2020年上半年,数值,4566144000,万元,按初步核实数更正",
  "地区生产总值,全国,2020年上半年,同比,-1.6,%,",
  "居民人均可支配收入,全国,2020年上半年,数值,15666,元,",
  "居民人均可支配收入,全国,2020年上半年,名义同比,约2.4,%,",
  "规模以上工业增加值,全国,2020年1-13月,同比,-1.3,%,",
  "民间固定资产投资,全国,2020年1-6月,数值,157867,亿元,",
].join("\n");

const loaded = (page: Page) => page.locator("main h2").waitFor();
const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();

export const OFFICE_SHOTS: readonly OfficeShot[] = [
  {
    name: "office-form",
    login: "employment",
    path: "/office/report",
    async act(page) {
      await page.locator(".value-input input").nth(1).fill("7.1");
      await page.getByText("草稿已保存").waitFor();
    },
  },
  {
    name: "office-queue",
    login: "shenhe",
    path: "/office/review",
    async act(page) {
      await page.locator(".queue tbody").getByRole("checkbox").first().check();
    },
  },
  {
    name: "office-import",
    login: "statistics",
    path: "/office/import",
    async act(page) {
      await page.locator('input[type="file"]').setInputFiles({
        name: "上半年统计数据.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(UPLOADED),
      });
      await page.getByText(/^全部 \d/u).click();
      await page.locator(".cells tbody tr", { hasText: "约2.4" }).waitFor();
    },
  },
  {
    name: "office-origin",
    login: "shenhe",
    path: "/office/review",
    async act(page) {
      await page.getByText("已发布", { exact: true }).click();
      await press(page, "经过");
      await page.locator(".origin-steps li").nth(2).waitFor();
    },
  },
];

/** Of the city whose cycle was played. */
export const CYCLE_SHOTS: readonly OfficeShot[] = [
  {
    name: "office-slip",
    login: "diaodu",
    path: "/office/slips",
    async act(page) {
      await page.locator("tbody a").first().click();
      await page.locator(".slip-history").waitFor();
    },
  },
];

/** Looked at, but not in the README. */
export const MORE_OFFICE_SHOTS: readonly OfficeShot[] = [
  { name: "office-rounds", login: "diaodu", path: "/office/rounds", act: loaded },
  {
    name: "office-rounds-unit",
    login: "diaodu",
    path: "/office/rounds",
    async act(page) {
      await press(page, "就业调度专班");
      await page.locator(".unit-entries li").first().waitFor();
    },
  },
  { name: "office-accounts", login: "xitong", path: "/office/accounts", act: loaded },
  { name: "office-grant", login: "anquan", path: "/office/accounts", act: loaded },
  { name: "office-keys", login: "anquan", path: "/office/keys", act: loaded },
  { name: "office-screens", login: "diaodu", path: "/office/screens", act: loaded },
  { name: "office-audit", login: "shenji", path: "/office/audit", act: loaded },
  { name: "office-catalogue", login: "xitong", path: "/office/catalogue", act: loaded },
  {
    name: "phone-origin",
    login: "diaodu",
    path: "/m/i/budget_revenue/100000",
    async act(page) {
      await page.getByText("查看报送与审核经过").click();
      await page.locator(".origin-steps li").first().scrollIntoViewIfNeeded();
    },
  },
];
