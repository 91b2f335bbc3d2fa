import type { PathSpec, Requirement } from "@diaodu/domain";

/** How a value of a definition stands in a cell. */
export interface CellCodec {
  /** Text for a cell; null leaves it empty. */
  readonly write: (value: unknown) => string | null;
  /** The value that a person meant; text that cannot be one is passed on for the schema to refuse. */
  readonly read: (text: string) => unknown;
}

export const text: CellCodec = {
  write: (value) => (typeof value === "string" ? value : null),
  read: (cell) => cell,
};

export const whole: CellCodec = {
  write: (value) => (typeof value === "number" ? String(value) : null),
  read: (cell) => (/^\d{1,9}$/u.test(cell) ? Number(cell) : cell),
};

/** 是 or 否; of a field that is either true or absent, no is absent. */
export const yesNo: CellCodec = {
  write: (value) => (value === true ? "是" : "否"),
  read: (cell) =>
    cell === "是" || cell === "true" ? true : cell === "否" || cell === "false" ? false : cell,
};
export const yesOrAbsent: CellCodec = {
  write: (value) => (value === true ? "是" : null),
  read: (cell) => (yesNo.read(cell) === false ? undefined : yesNo.read(cell)),
};

/** A word of a closed vocabulary; its code is understood too. */
export function wordOf(words: Readonly<Record<string, string>>): CellCodec {
  const codes = new Map(Object.entries(words).map(([code, word]) => [word, code]));
  return {
    write: (value) => (typeof value === "string" ? (words[value] ?? value) : null),
    read: (cell) => codes.get(cell) ?? cell,
  };
}

/** Several, one after the other: 累计、年度. */
export function listOf(one: CellCodec): CellCodec {
  return {
    write: (value) =>
      Array.isArray(value) && value.length > 0
        ? value.map((item: unknown) => one.write(item)).join("、")
        : null,
    read: (cell) =>
      cell
        .split(/[、,，;；\s]+/u)
        .filter((part) => part !== "")
        .map((part) => one.read(part)),
  };
}

/** What has no better form in a cell. */
export const json: CellCodec = {
  write: (value) => (value === undefined || value === null ? null : JSON.stringify(value)),
  read: (cell) => {
    try {
      return JSON.parse(cell) as unknown;
    } catch {
      return cell;
    }
  },
};

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const FORMS: readonly (readonly [RegExp, (a: string, b: string) => Requirement])[] = [
  [new RegExp(`^(?:≥|>=)${NUMBER}$`, "u"), (low) => ({ form: "floor", low })],
  [new RegExp(`^(?:≤|<=)${NUMBER}$`, "u"), (high) => ({ form: "ceiling", high })],
  [
    new RegExp(`^${NUMBER}±${NUMBER}$`, "u"),
    (value, tolerance) => ({ form: "around", value, tolerance }),
  ],
  [new RegExp(`^${NUMBER}[~～—]${NUMBER}$`, "u"), (low, high) => ({ form: "range", low, high })],
  [new RegExp(`^=?${NUMBER}$`, "u"), (value) => ({ form: "point", value })],
  [new RegExp(`^降${NUMBER}$`, "u"), (value) => ({ form: "reduction", value })],
  [/^相对$/u, () => ({ form: "relative" })],
  [/^无$/u, () => ({ form: "none" })],
];

/** ≥6, ≤5.5, 6±0.5, 5~7, 6, 降3, 相对, 无. */
export const requirement: CellCodec = {
  write: (value) => (value === null || value === undefined ? null : written(value as Requirement)),
  read: (cell) => {
    const plain = cell.replaceAll(/\s/gu, "");
    for (const [shape, make] of FORMS) {
      const match = shape.exec(plain);
      if (match !== null) return make(match[1] ?? "", match[2] ?? "");
    }
    return cell;
  },
};

function written(value: Requirement): string {
  switch (value.form) {
    case "floor":
      return `≥${value.low}`;
    case "ceiling":
      return `≤${value.high}`;
    case "around":
      return `${value.value}±${value.tolerance}`;
    case "range":
      return `${value.low}~${value.high}`;
    case "point":
      return value.value;
    case "reduction":
      return `降${value.value}`;
    case "relative":
      return "相对";
    case "none":
      return "无";
  }
}

/** 按月, 按日, 曲线 0.05 0.1 …, 节点 2026-03-31=20 …. */
export const path: CellCodec = {
  write: (value) => {
    const spec = value as PathSpec;
    switch (spec.method) {
      case "monthly":
        return "按月";
      case "daily":
        return "按日";
      case "last_year_curve":
        return `曲线 ${spec.shares.join(" ")}`;
      case "milestones":
        return `节点 ${spec.points.map((point) => `${point.date}=${point.value}`).join(" ")}`;
    }
  },
  read: (cell) => {
    const [word, ...parts] = cell.split(/\s+/u);
    if (word === "按月") return { method: "monthly" };
    if (word === "按日") return { method: "daily" };
    if (word === "曲线") return { method: "last_year_curve", shares: parts };
    if (word !== "节点") return cell;
    const points = parts.map((part) => {
      const [date = "", value = ""] = part.split("=");
      return { date, value };
    });
    return { method: "milestones", points };
  },
};
