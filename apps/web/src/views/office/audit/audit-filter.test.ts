import { expect, test } from "vitest";
import { filterQuery } from "./audit-filter.ts";
import { detailName, detailText } from "./detail-text.ts";

test("days of the city become instants that hold both of them whole", () => {
  const query = new URLSearchParams(filterQuery({ from: "2020-07-20", to: "2020-07-21" }));
  expect(query.get("from")).toBe("2020-07-19T16:00:00.000Z");
  expect(query.get("to")).toBe("2020-07-21T15:59:59.999Z");
});

test("what is not asked for does not stand in the query", () => {
  expect(filterQuery({})).toBe("");
  expect(filterQuery({ action: "account.grant", result: "done" })).toBe(
    "action=account.grant&result=done",
  );
});

test("what changed is said from and to", () => {
  expect(detailText({ from: [], to: ["reporter", "reviewer"] })).toBe("— → 填报员、审核员");
  expect(detailText({ units: "all", regions: ["371400"] })).toBe("单位：全部；地区：371400");
  expect(detailText(null)).toBe("—");
  expect([detailName("count"), detailName("else")]).toEqual(["数量", "else"]);
});
