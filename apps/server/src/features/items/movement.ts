import type { ItemDetail, ItemMoment } from "@diaodu/contracts";
import type { ActionItem, RoundStanding } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { BoardStore } from "../../board/board-store.ts";

/**
 * How the item's indicator stood when it was raised, when it was closed, and stands now. A round that
 * was not frozen has no standing: the light that the item was raised from stands in for the first.
 */
export async function movementOf(
  o: { readonly storage: Pick<Storage, "standings">; readonly boards: Pick<BoardStore, "head"> },
  item: ActionItem,
): Promise<ItemDetail["movement"]> {
  const { indicator, region, round, source } = item;
  if (indicator === null) return null;
  const rounds = [round, ...(item.closed === null ? [] : [item.closed.round])];
  const standings = await o.storage.standings({ rounds, indicator, region });
  const at = (code: string | undefined) =>
    standings.find((one) => one.round === code && one.indicator === indicator) ?? null;
  const raised = momentOf(at(round));
  const seen: ItemMoment | null =
    source.kind === "light" ? { round, light: source.light, words: source.words, gap: null } : null;
  return {
    raised: raised ?? seen,
    closed: momentOf(at(item.closed?.round)),
    now: momentNow(o.boards.head(), indicator, region),
  };
}

function momentOf(standing: RoundStanding | null): ItemMoment | null {
  if (standing === null) return null;
  const { round, light, words, gap } = standing;
  return { round, light, words, gap };
}

function momentNow(
  board: ReturnType<BoardStore["head"]>,
  indicator: string,
  region: string,
): ItemMoment | null {
  const tile = board.tiles.find((one) => one.key === `${indicator}:${region}`);
  if (tile === undefined) return null;
  const { light, words } = tile.light;
  return { round: board.clock.round.code, light, words, gap: tile.progress?.gap ?? null };
}
