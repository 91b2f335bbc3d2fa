import type { Board, ChangeItem, Changes, Entry, Put, Ranking, Tile } from "@diaodu/contracts";

/** Sample boards for tests: small, valid, and the same for the same arguments. */

const FIRST_INSTANT = Date.UTC(2020, 6, 1);

/** One minute per seq. */
export function instantOf(seq: number): string {
  return new Date(FIRST_INSTANT + seq * 60_000).toISOString();
}

export function sampleClock(seconds = 0): Board["clock"] {
  return {
    now: new Date(FIRST_INSTANT + seconds * 1000).toISOString(),
    rate: 1,
    date: "2020-07-01",
    year: 2020,
    yearProgress: "50.0",
    round: {
      code: "2020-R092",
      number: 92,
      from: "2020-07-01",
      to: "2020-07-02",
      dueAt: "2020-07-02T09:00:00.000Z",
    },
  };
}

/** A tile whose one figure is `value`, as left by the change at `seq`. */
export function sampleTile(key: string, seq: number, value = String(seq)): Tile {
  const [indicator = "gdp", region = "370000"] = key.split(":");
  return {
    key,
    seq,
    indicator,
    name: indicator,
    shortName: indicator,
    family: "gdp",
    kind: "cumulative",
    unit: "亿元",
    decimals: 1,
    region: { code: region, name: "山东省" },
    leadUnit: "省统计局",
    leader: null,
    simulatedOwner: true,
    figure: {
      period: "2020-01/2020-06",
      periodLabel: "1—6月",
      basis: "official",
      facts: [
        {
          measure: "level",
          value,
          text: value,
          unit: "亿元",
          status: "preliminary",
          revision: 1,
          asOf: "2020-07-01",
          source: "样例",
          reportedBy: "样例",
          simulated: true,
          reason: null,
          seq,
          committedAt: instantOf(seq),
        },
      ],
    },
    dispatch: null,
    target: null,
    progress: null,
    light: { light: "none", words: "无年度目标", short: null, rule: null, reasons: [] },
    bar: null,
    remaining: [],
    note: null,
    freshness: { nextPeriodLabel: null, dueOn: null },
    series: { points: [], plan: [], lastYear: [] },
    outlook: null,
    outlookWhy: null,
    days: null,
  };
}

export function sampleRanking(key: string, seq: number): Ranking {
  return {
    key,
    seq,
    indicator: key.split(":")[0] ?? key,
    name: key,
    unit: "亿元",
    parent: { code: "370000", name: "山东省" },
    periodLabel: "1—6月",
    by: "level",
    rows: [],
    missing: [],
  };
}

export function sampleEntry(seq: number, key: string): Entry {
  return {
    seq,
    at: instantOf(seq),
    key,
    name: key,
    periodLabel: "1—6月",
    figureText: String(seq),
    verb: "发布",
    simulated: true,
  };
}

export function sampleLayout(keys: readonly string[]): Board["layout"] {
  return [{ family: "gdp", name: "经济增长", tiles: [...keys] }];
}

/** A board at `seq` with one tile and one ranking per key. */
export function sampleBoard(seq = 0, keys: readonly string[] = ["gdp:370000"]): Board {
  return {
    database: "a",
    seq,
    at: instantOf(seq),
    title: "样例",
    demo: null,
    clock: sampleClock(),
    layout: sampleLayout(keys),
    tiles: keys.map((key) => sampleTile(key, 0)),
    rankings: keys.map((key) => sampleRanking(key, 0)),
    feed: [],
    dispatch: null,
  };
}

/** An item that announces and puts one tile, or carries the given puts. */
export function sampleItem(seq: number, key: string, puts?: Put[]): ChangeItem {
  return {
    seq,
    at: instantOf(seq),
    entries: [sampleEntry(seq, key)],
    puts: puts ?? [{ type: "tile", tile: sampleTile(key, seq) }],
  };
}

/** Changes after `from`: one item for each key, at the seqs that follow. */
export function sampleChanges(from: number, ...keys: string[]): Changes {
  const to = from + keys.length;
  return {
    from,
    to,
    at: instantOf(to),
    clock: sampleClock(to),
    items: keys.map((key, index) => sampleItem(from + 1 + index, key)),
  };
}
