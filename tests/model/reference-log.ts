import type { Board, ChangeItem, Changes, Put } from "@diaodu/contracts";
import {
  instantOf,
  sampleClock,
  sampleEntry,
  sampleLayout,
  sampleRanking,
  sampleTile,
} from "@diaodu/sync/testing";
import type { Dice } from "./dice.ts";

const KEYS = ["gdp:370000", "iva:370000", "fai:370000", "pm25:371400", "so2:371400"];
const FEED = 12;

/**
 * What a log adds up to, kept the plain way: every board that ever was is stored, none is
 * derived by applying changes. It is the measure that the pages are held against.
 */
export class ReferenceLog {
  readonly database: string;
  readonly boards: Board[] = [];
  readonly #items: ChangeItem[] = [];
  /** Virtual time at which each seq was committed. */
  readonly committedAt: number[] = [];

  constructor(database: string, now: number) {
    this.database = database;
    const keys = KEYS.slice(0, 3);
    this.boards.push({
      database,
      seq: 0,
      at: instantOf(0),
      title: database,
      demo: null,
      clock: sampleClock(),
      layout: sampleLayout(keys),
      tiles: keys.map((key) => sampleTile(key, 0)),
      rankings: keys.slice(0, 2).map((key) => sampleRanking(key, 0)),
      feed: [],
      dispatch: null,
    });
    this.committedAt.push(now);
  }

  /** A copy of the first `seq` commits under another name: a backup that was restored. */
  restoredAs(database: string, seq: number, now: number): ReferenceLog {
    const copy = new ReferenceLog(database, now);
    for (let at = 1; at <= seq; at++) {
      const board = this.boardAt(at);
      const item = this.#items[at - 1];
      if (item) copy.#items.push(item);
      copy.boards.push({ ...board, database, title: database });
      copy.committedAt.push(now);
    }
    return copy;
  }

  get head(): number {
    return this.boards.length - 1;
  }

  /** Newest seq at virtual time `moment`. */
  headAt(moment: number): number {
    let head = this.head;
    while (head > 0 && (this.committedAt[head] ?? 0) > moment) head--;
    return head;
  }

  boardAt(seq: number): Board {
    const board = this.boards[seq];
    if (!board) throw new RangeError(`no seq ${seq} in ${this.database}`);
    return board;
  }

  commit(dice: Dice, now: number): void {
    const before = this.boardAt(this.head);
    const seq = this.head + 1;
    const puts: Put[] = [];
    const tiles = new Map(before.tiles.map((tile) => [tile.key, tile]));
    const rankings = new Map(before.rankings.map((ranking) => [ranking.key, ranking]));
    let order = before.tiles.map((tile) => tile.key);
    let ranked = before.rankings.map((ranking) => ranking.key);

    const putTile = (key: string) => {
      const tile = sampleTile(key, seq, `${seq}.${dice.between(0, 9)}`);
      tiles.set(key, tile);
      puts.push({ type: "tile", tile });
    };
    const putRanking = (key: string) => {
      const ranking = sampleRanking(key, seq);
      rankings.set(key, ranking);
      puts.push({ type: "ranking", ranking });
    };

    const relaid = dice.chance(0.15);
    if (relaid) {
      order = KEYS.filter(() => dice.chance(0.7)).sort(() => dice.roll() - 0.5);
      ranked = order.filter(() => dice.chance(0.6));
      for (const key of order) if (!before.tiles.some((tile) => tile.key === key)) putTile(key);
      for (const key of ranked)
        if (!before.rankings.some((ranking) => ranking.key === key)) putRanking(key);
      puts.push({ type: "layout", layout: sampleLayout(order), rankings: ranked });
    }
    for (const key of order)
      if (dice.chance(0.3) && !puts.some((put) => put.type === "tile" && put.tile.key === key))
        putTile(key);
    for (const key of ranked)
      if (
        dice.chance(0.2) &&
        !puts.some((put) => put.type === "ranking" && put.ranking.key === key)
      )
        putRanking(key);
    if (dice.chance(0.5)) puts.reverse();

    const entries = dice.chance(0.8) ? [sampleEntry(seq, order[0] ?? "gdp:370000")] : [];
    this.#items.push({ seq, at: instantOf(seq), entries, puts });
    this.committedAt.push(now);
    this.boards.push({
      ...before,
      seq,
      at: instantOf(seq),
      layout: relaid ? sampleLayout(order) : before.layout,
      tiles: order.flatMap((key) => tiles.get(key) ?? []),
      rankings: ranked.flatMap((key) => rankings.get(key) ?? []),
      feed: [...entries, ...before.feed].slice(0, FEED),
    });
  }

  /** The items in `(from, to]`; each part is put once, in the last item that touched it. */
  changes(from: number, to: number, seconds: number): Changes {
    const seen = new Set<string>();
    const items: ChangeItem[] = [];
    for (const item of this.#items.slice(from, to).reverse()) {
      const puts = item.puts.filter((put) => !seen.has(partOf(put)));
      for (const put of puts) seen.add(partOf(put));
      items.unshift({ ...item, puts });
    }
    return { from, to, at: this.boardAt(to).at, clock: sampleClock(seconds), items };
  }
}

function partOf(put: Put): string {
  if (put.type === "tile") return `tile ${put.tile.key}`;
  return put.type === "ranking" ? `ranking ${put.ranking.key}` : "layout";
}
