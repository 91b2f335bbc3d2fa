import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, exact, parseDecimal, round } from "./decimal.ts";
import { formatFigure, formatLevel, formatSigned } from "./figure-format.ts";

describe("decimals", () => {
  test("[N1] what is not a plain decimal is refused", () => {
    for (const text of [
      "NaN",
      "Infinity",
      "-Infinity",
      "1e400",
      "1E5",
      "+1",
      "1,234",
      "1.",
      ".5",
      "",
      " 1",
      "0x10",
      "１２",
      "1".repeat(31),
      `0.${"1".repeat(30)}`,
    ]) {
      expect({ text, ok: parseDecimal(text).ok }).toEqual({ text, ok: false });
    }
  });

  test("[N1] canonical text has no minus zero and no leading zeros, and keeps its decimals", () => {
    expect(parseDecimal("-0.00")).toEqual({ ok: true, value: "0.00" });
    expect(parseDecimal("007.50")).toEqual({ ok: true, value: "7.50" });
    expect(parseDecimal("206504.3")).toEqual({ ok: true, value: "206504.3" });
  });

  test("[N1] any decimal survives reading and writing exactly", () => {
    const digits = fc.stringMatching(/^-?[1-9]\d{0,14}\.\d{0,13}[1-9]$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(decimalText(text)).toBe(text);
      }),
    );
  });

  test("[N2] air rounds ties to even, the rest away from zero", () => {
    expect(["0.5", "1.5", "2.5"].map((x) => round(x, 0, "half_even"))).toEqual(["0", "2", "2"]);
    expect(["0.5", "1.5", "-2.5"].map((x) => round(x, 0))).toEqual(["1", "2", "-3"]);
    expect(round("-0.04", 1)).toBe("0.0");
    expect(formatLevel({ family: "air", decimals: 0 }, "34.5")).toBe("34");
    expect(formatLevel({ family: "gdp", decimals: 0 }, "34.5")).toBe("35");
  });

  test("[N3] figures group by three from five digits on and keep a true minus", () => {
    expect(formatFigure("206504.3", 1)).toBe("206\u202f504.3");
    expect(formatFigure("-1234567", 0)).toBe("\u22121\u202f234\u202f567");
    expect(formatFigure("1186", 0)).toBe("1186");
  });

  test("[N4] a sign is shown on what is not zero", () => {
    expect(formatSigned("2.3", 1)).toBe("+2.3");
    expect(formatSigned("-6.8", 1)).toBe("\u22126.8");
    expect(formatSigned("-0.04", 1)).toBe("0.0");
  });

  test("[N5] formatting changes nothing but the look", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 4 }), (units, decimals) => {
        const plain = exact(units).div(exact(10).pow(decimals)).toFixed(decimals);
        const shown = formatFigure(plain, decimals);
        expect(shown.replaceAll("\u202f", "").replace("\u2212", "-")).toBe(plain);
      }),
    );
  });
});
