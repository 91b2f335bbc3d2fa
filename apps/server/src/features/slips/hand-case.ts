import type { Fault, newSlip } from "@diaodu/contracts";
import { caseKey, roundOf } from "@diaodu/domain";
import type { Case, LightReason } from "@diaodu/domain";
import type { Catalogue, Storage } from "@diaodu/storage";
import type { z } from "zod";
import type { BoardStore } from "../../board/board-store.ts";
import { ownerOf } from "../../dispatch/owners.ts";
import type { Today } from "../reports/desk.ts";

export interface HandCase {
  readonly case: Case;
  /** How what it is about stands, besides what the issuer says. */
  readonly reasons: readonly LightReason[];
}

/**
 * The case of a slip by hand: the run of trouble that it joins where there is one, so that the ladder
 * goes on from it [Y12]; else one that begins in this round.
 */
export async function handCase(
  o: {
    readonly storage: Pick<Storage, "standings" | "record">;
    readonly boards: Pick<BoardStore, "head">;
    readonly catalogue: Catalogue;
    readonly today: Today;
  },
  about: z.output<typeof newSlip>["about"],
): Promise<HandCase | Fault> {
  const { catalogue, today } = o;
  const seatOf = (code: string) => catalogue.units.find((one) => one.code === code)?.region;
  switch (about.kind) {
    case "unit": {
      const region = seatOf(about.unit);
      if (region === undefined) return unknown("about.unit", `没有单位 ${about.unit}`);
      const { unit } = about;
      const since = today.round.code;
      const key = caseKey("unit", unit);
      return {
        case: { key, subject: "unit", unit, region, indicator: null, item: null, since },
        reasons: [],
      };
    }
    case "item": {
      const item = await o.storage.record("item", about.item);
      if (item === null || item.state === "closed" || item.state === "cancelled") {
        return unknown("about.item", "没有这个事项，或已经销号");
      }
      const { unit, region, indicator, dueOn, title } = item.body;
      const since = roundOf(dueOn, today.calendar)?.code ?? dueOn;
      const key = caseKey("item", item.id);
      return {
        case: { key, subject: "item", unit, region, indicator, item: item.id, since },
        reasons: [{ label: "事项", value: `${title}（时限 ${dueOn}）` }],
      };
    }
    case "indicator": {
      const { indicator, region } = about;
      const tile = o.boards.head().tiles.find((one) => one.key === `${indicator}:${region}`);
      if (tile === undefined) return unknown("about.indicator", "看板上没有这个指标");
      const unit = about.unit ?? ownerOf(catalogue, indicator, region);
      if (unit === null || seatOf(unit) === undefined) {
        return unknown("about.unit", "请选择责任单位");
      }
      const [standing] = (await o.storage.standings({ indicator, region })).toReversed();
      const since = standing?.since ?? today.round.code;
      const key = caseKey("indicator", indicator, region);
      return {
        case: { key, subject: "indicator", unit, region, indicator, item: null, since },
        reasons: [{ label: `${tile.region.name}${tile.shortName}`, value: tile.light.words }],
      };
    }
  }
}

function unknown(path: string, message: string): Fault {
  return { path, code: "unknown", message };
}
