import type { Board, MeetingStepBody, Tile } from "@diaodu/contracts";
import {
  OPEN_ITEM_STATES,
  agendaOf,
  daysBetween,
  itemOverdueDays,
  MOST_POINTS,
} from "@diaodu/domain";
import type { AgendaFigure, AgendaPoint, PlainDate } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import { homeRegion } from "../../board/home-region.ts";
import { Refusal } from "../../http/problems.ts";
import type { ItemRecord, MeetingRecord } from "./context.ts";

const MOST_ITEMS = 1000;

type Reads = Pick<Storage, "record" | "records">;

/** Items that are not off the list yet. */
export function openItems(storage: Reads): Promise<ItemRecord[]> {
  return storage.records("item", { states: OPEN_ITEM_STATES, limit: MOST_ITEMS });
}

/** The agenda as the board and the items make it on this day. [Z5] */
export async function agendaFrom(o: {
  readonly storage: Reads;
  readonly board: Pick<Board, "tiles">;
  readonly previous: MeetingRecord | null;
  readonly today: PlainDate;
  readonly id: () => string;
}): Promise<AgendaPoint[]> {
  const { board, previous, today, id } = o;
  const home = homeRegion(board.tiles);
  const matters = (await openItems(o.storage)).flatMap(({ id: item, state, body }) => {
    const overdueDays = itemOverdueDays({ state, dueOn: body.dueOn }, today);
    return overdueDays > 0 ? [{ id: item, title: body.title, overdueDays }] : [];
  });
  const last =
    previous === null || previous.body.decisions.length === 0
      ? null
      : { id: previous.id, title: previous.body.title };
  return agendaOf({
    previous: last,
    figures: board.tiles.map((tile) => figureOf(tile, home, today)),
    matters,
    id,
  }).slice(0, MOST_POINTS);
}

function figureOf(tile: Tile, home: string, today: PlainDate): AgendaFigure {
  const { dueOn } = tile.freshness;
  return {
    indicator: tile.indicator,
    region: tile.region.code,
    title: tile.region.code === home ? tile.shortName : `${tile.shortName} · ${tile.region.name}`,
    light: tile.light.light,
    words: tile.light.words,
    gap: tile.progress === null ? null : Number(tile.progress.gap),
    overdueDays: dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, today)),
  };
}

type Subject = Extract<
  Extract<MeetingStepBody, { event: "arrange" }>["change"],
  { kind: "add" }
>["subject"];

/** @throws Refusal `validation_failed` where a point would show what is not there */
export async function checkSubject(
  subject: Subject,
  storage: Reads,
  board: Pick<Board, "tiles">,
): Promise<void> {
  const there = async () => {
    switch (subject.kind) {
      case "tile":
        return board.tiles.some(
          ({ indicator, region }) =>
            indicator === subject.indicator && region.code === subject.region,
        );
      case "item":
        return (await storage.record("item", subject.item)) !== null;
      case "decisions":
        return (await storage.record("meeting", subject.meeting)) !== null;
      case "words":
        return true;
    }
  };
  if (await there()) return;
  const fault = { path: "change.subject", code: "unknown", message: "没有这项内容" };
  throw new Refusal("validation_failed", { faults: [fault] });
}
