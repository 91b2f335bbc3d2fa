import { expect, test } from "vitest";
import { jumpWarning, seriesKind } from "./jump.ts";
import type { Point } from "./jump.ts";

const months = (values: readonly string[], year = 2020, from = 2): Point[] =>
  values.map((value, index) => ({
    period: `${year}-01/${year}-${String(index + from).padStart(2, "0")}`,
    value,
  }));

test("[E10] the first figure of a series is never warned of", () => {
  expect(jumpWarning("cumulative", { period: "2020-01/2020-02", value: "1" }, [])).toBeNull();
});

test("[E10] a cumulative figure that falls within its year is warned of, across years it is not", () => {
  const history = months(["100", "150"]);
  const fallen = jumpWarning("cumulative", { period: "2020-01/2020-04", value: "149.9" }, history);
  expect(fallen).toContain("150");
  const january = { period: "2021-01/2021-02", value: "90" };
  expect(jumpWarning("cumulative", january, history)).toBeNull();
  expect(
    jumpWarning("rate", { period: "2020-04", value: "5.9" }, [{ period: "2020-03", value: "6" }]),
  ).toBeNull();
});

test("[E10] a slipped decimal point is warned of in either direction", () => {
  const history = months(["100", "150", "205", "258", "310"]);
  const next = (value: string) =>
    jumpWarning("cumulative", { period: "2020-01/2020-07", value }, history);
  expect(next("362")).toBeNull();
  expect(next("3620")).toContain("增加 3310.00");
  expect(next("36.2")).toContain("减少");
});

test("[E10] exactly three times the largest step is still within history", () => {
  const rate = ["5.0", "5.1", "5.0", "5.2", "5.1"].map((value, index) => ({
    period: `2020-0${index + 1}`,
    value,
  }));
  const june = (value: string) => jumpWarning("rate", { period: "2020-06", value }, rate);
  expect(june("5.7")).toBeNull();
  expect(june("5.71")).toContain("0.61");
});

test("[E10] with little history a rate may move by half of the value before, growth by three points", () => {
  const history = [{ period: "2020-01", value: "6" }];
  const next = (kind: "rate" | "growth_only", value: string) =>
    jumpWarning(kind, { period: "2020-02", value }, history);
  expect(next("rate", "9")).toBeNull();
  expect(next("rate", "9.1")).toContain("3.10");
  expect(next("growth_only", "3")).toBeNull();
  expect(next("growth_only", "2.9")).toContain("3.10");
});

test("[E10] what accumulates is held against what was added a day, so that gaps and 1—2月 are no jumps", () => {
  const halfYear = { period: "2020-01/2020-06", value: "300" };
  expect(jumpWarning("cumulative", halfYear, months(["100"]))).toBeNull();
  const hundredfold = { period: "2020-01/2020-03", value: "1000" };
  expect(jumpWarning("cumulative", hundredfold, months(["100"]))).toContain("3 倍");
  const january = { period: "2021-01/2021-02", value: "1000" };
  expect(jumpWarning("cumulative", january, months(["100", "150"]))).toContain("年初以来");
});

test("[E10] what lies at or after the period reported is no history of it", () => {
  const later = months(["100", "150", "900"]);
  expect(jumpWarning("cumulative", { period: "2020-01/2020-03", value: "140" }, later)).toBeNull();
});

test("[E10] growth of a cumulative indicator may fall", () => {
  expect(seriesKind("cumulative", "level", "ytd")).toBe("cumulative");
  expect(seriesKind("cumulative", "level", "round")).toBe("cumulative");
  expect(seriesKind("cumulative", "level", "month")).toBe("index");
  expect(seriesKind("rate", "level", "month")).toBe("rate");
  expect(seriesKind("cumulative", "yoy_real", "ytd")).toBe("growth_only");
  expect(seriesKind("cumulative", "rank", "ytd")).toBe("rank");
  expect(seriesKind("cumulative", "share", "ytd")).toBe("rate");
  const history = months(["6.1", "6.0"]);
  const next = { period: "2020-01/2020-04", value: "5.8" };
  expect(jumpWarning(seriesKind("cumulative", "yoy_real", "ytd"), next, history)).toBeNull();
});
