import type { Board, Fact, Tile } from "@diaodu/contracts";
import { BASIS_NAMES, FAMILY_NAMES, MEASURE_NAMES, STATUS_NAMES } from "@diaodu/domain";
import type { TableToWrite } from "@diaodu/documents";
import type { Catalogue, ReportEntry } from "@diaodu/storage";
import { namesOf, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { cityTime } from "./city-time.ts";

const LIGHT_NAMES = { behind: "落后", slow: "偏慢", on: "不低于序时", none: "无目标" } as const;

const COLUMNS: TableToWrite["columns"] = [
  { header: "类别", kind: "text", width: 10 },
  { header: "指标", kind: "text", width: 24 },
  { header: "地区", kind: "text", width: 10 },
  { header: "时期", kind: "text", width: 16 },
  { header: "口径", kind: "text", width: 8 },
  { header: "数据项", kind: "text", width: 18 },
  { header: "数值", kind: "decimal", width: 16 },
  { header: "单位", kind: "text", width: 10 },
  { header: "状态", kind: "text", width: 8 },
  { header: "年度目标", kind: "text", width: 18 },
  { header: "完成进度（%）", kind: "decimal", width: 14 },
  { header: "序时进度（%）", kind: "decimal", width: 14 },
  { header: "差距（百分点）", kind: "decimal", width: 14 },
  { header: "灯", kind: "text", width: 12 },
  { header: "判定", kind: "text", width: 28 },
  { header: "责任单位", kind: "text", width: 16 },
  { header: "填报", kind: "text", width: 16 },
  { header: "审核", kind: "text", width: 16 },
  { header: "来源", kind: "text", width: 20 },
  { header: "发布日期", kind: "text", width: 12 },
  { header: "更正原因", kind: "text", width: 20 },
  { header: "第几版", kind: "decimal", width: 8 },
  { header: "数据版本", kind: "decimal", width: 10 },
  { header: "入库时间", kind: "text", width: 24 },
];

/**
 * Every fact of every tile of the board, one a row, with where it came from.
 *
 * @param entries published reports, for who reported and reviewed
 * @param persons whether the reader may see persons; units stand for them otherwise
 */
export function boardTable(
  board: Board,
  o: {
    readonly catalogue: Catalogue;
    readonly entries: readonly ReportEntry[];
    readonly persons: boolean;
    readonly lines: readonly string[];
  },
): TableToWrite {
  const names = namesOf(o.catalogue);
  const bySeq = new Map(
    o.entries.flatMap((entry) =>
      entry.published === null
        ? []
        : [[factKey({ ...entry, seq: entry.published.seq }), entry] as const],
    ),
  );
  const rows = board.tiles.flatMap((tile) => {
    const head = [FAMILY_NAMES[tile.family], tile.name, tile.region.name];
    const figures = [tile.figure, tile.dispatch].filter((figure) => figure !== null);
    if (figures.length === 0) return [[...head, ...COLUMNS.slice(3).map(() => null)]];
    return figures.flatMap((figure) => {
      const { period, periodLabel, basis, facts } = figure;
      return facts.map((fact, index) => {
        const place = { indicator: tile.indicator, region: tile.region.code, period, basis };
        const entry = bySeq.get(factKey({ ...fact, ...place }));
        // The tile is judged once: beside the first fact of its own figure.
        const judged = figure === tile.figure && index === 0;
        return [
          ...head,
          periodLabel,
          BASIS_NAMES[basis],
          MEASURE_NAMES[fact.measure],
          fact.value,
          fact.unit,
          STATUS_NAMES[fact.status],
          ...(judged ? judgement(tile) : NOT_JUDGED),
          tile.leadUnit,
          ...personsOf(fact, entry, o.persons, names),
          fact.source,
          fact.asOf,
          fact.reason,
          String(fact.revision),
          String(fact.seq),
          cityTime(fact.committedAt),
        ];
      });
    });
  });
  return { name: "看板", title: board.title, lines: o.lines, columns: COLUMNS, rows };
}

const NOT_JUDGED = [null, null, null, null, null, null];

/** Who reported and who reviewed it: persons for those who may see them, else the unit. */
function personsOf(
  fact: Fact,
  entry: ReportEntry | undefined,
  persons: boolean,
  names: Names,
): (string | null)[] {
  if (entry === undefined) return [fact.reportedBy, null];
  const { decidedBy, submittedBy, unit } = entry;
  if (!persons) return [unitName(names, unit), decidedBy === null ? null : "已审核"];
  return [`${unitName(names, unit)} ${submittedBy.name}`, decidedBy?.name ?? null];
}

function judgement(tile: Tile): (string | null)[] {
  const { target, progress, light } = tile;
  return [
    target?.words ?? null,
    progress?.completion ?? null,
    progress?.scheduled ?? null,
    progress?.gap ?? null,
    LIGHT_NAMES[light.light],
    light.words,
  ];
}

function factKey(o: {
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly basis: string;
  readonly measure: string;
  readonly seq: number;
}): string {
  return [o.indicator, o.region, o.period, o.basis, o.measure, o.seq].join("|");
}
