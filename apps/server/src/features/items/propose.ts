import type { Figure, Tile } from "@diaodu/contracts";
import {
  OPEN_ITEM_STATES,
  isGrowth,
  problemOfLight,
  roundOf,
  unitInCharge,
  usualDeadline,
} from "@diaodu/domain";
import type { ItemContents, ItemSource, Person, Unit } from "@diaodu/domain";
import type { Account, Catalogue, Storage } from "@diaodu/storage";
import type { BoardStore } from "../../board/board-store.ts";
import type { Today } from "../reports/desk.ts";
import type { StoredItem } from "./presenter.ts";

/** What 交办 of a light fills in; null where nothing is known. */
export interface Proposal extends Pick<ItemContents, "title" | "problem" | "dueOn"> {
  readonly unit: Unit | null;
  readonly person: Person | null;
  readonly leader: Person | null;
  readonly source: Extract<ItemSource, { kind: "light" }>;
  /** An open item that was raised from the same light. */
  readonly standing: StoredItem | null;
}

/** The proposal for one indicator of one region; null where the board has no such tile. */
export async function proposeFrom(
  o: {
    readonly storage: Pick<Storage, "accounts" | "records">;
    readonly boards: Pick<BoardStore, "head">;
    readonly catalogue: Catalogue;
    readonly today: Today;
  },
  from: { readonly indicator: string; readonly region: string },
): Promise<Proposal | null> {
  const tile = o.boards.head().tiles.find((one) => one.key === `${from.indicator}:${from.region}`);
  const indicator = o.catalogue.indicators.find(({ code }) => code === from.indicator);
  if (tile === undefined || indicator === undefined) return null;
  const { light, words } = tile.light;
  const unit = unitInCharge(indicator, from.region, o.catalogue);
  const accounts = (await o.storage.accounts()).filter(({ state }) => state === "active");
  return {
    ...problemOfLight({
      name: tile.shortName,
      regionName: tile.region.name,
      words,
      figure: figureWords(tile),
    }),
    unit,
    person: unit === null ? null : personOf(unit, accounts),
    leader: leaderOf(indicator.leader, accounts),
    dueOn: usualDeadline(o.today.today, (day) => roundOf(day, o.today.calendar)),
    source: { kind: "light", light, words },
    standing: await standingItem(o.storage, from),
  };
}

/** The open item that this light was given out as: it is not given out twice. */
async function standingItem(
  storage: Pick<Storage, "records">,
  { indicator, region }: { readonly indicator: string; readonly region: string },
): Promise<StoredItem | null> {
  const open = await storage.records("item", {
    indicators: [indicator],
    regions: [region],
    states: OPEN_ITEM_STATES,
  });
  return open.find(({ body }) => body.source.kind === "light") ?? null;
}

/** `1—6月 96176 亿元，同比 −10.8%`; null while nothing is reported. */
function figureWords({ figure }: Pick<Tile, "figure">): string | null {
  if (figure === null) return null;
  const level = figure.facts.find(({ measure }) => measure === "level");
  const growth = figure.facts.find(({ measure }) => isGrowth(measure));
  const parts = [
    ...(level === undefined ? [] : [withUnit(level)]),
    ...(growth === undefined ? [] : [`同比 ${withUnit(growth)}`]),
  ];
  return parts.length === 0 ? null : `${figure.periodLabel} ${parts.join("，")}`;
}

function withUnit({ text, unit }: Figure["facts"][number]): string {
  return unit === "%" ? `${text}%` : `${text} ${unit}`;
}

/** The only account that works for this unit alone; where there are several, the unit itself. */
function personOf(unit: Unit, accounts: readonly Account[]): Person {
  const own = accounts.filter(
    ({ roles, scope }) =>
      roles.includes("reporter") && scope.units !== "all" && scope.units.includes(unit.code),
  );
  const [only, ...others] = own;
  return only === undefined || others.length > 0
    ? { accountId: null, name: unit.name }
    : { accountId: only.id, name: only.name };
}

/** The leader whom the catalogue names, by account where one has that name and role. */
function leaderOf(name: string | null, accounts: readonly Account[]): Person | null {
  if (name === null) return null;
  const account = accounts.find((one) => one.name === name && one.roles.includes("leader"));
  return { accountId: account?.id ?? null, name };
}
