import type { Board, Fault, NewBulletin } from "@diaodu/contracts";
import {
  OPEN_ITEM_STATES,
  draftBulletin,
  itemOverdueDays,
  missingWords,
  templatesWith,
} from "@diaodu/domain";
import type { Bulletin, BulletinMatter, BulletinRow, BulletinTask, Person } from "@diaodu/domain";
import type { StoredRecord } from "@diaodu/storage";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { Refusal } from "../../http/problems.ts";
import { namesOf, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import type { BulletinDesk } from "./bulletin-desk.ts";

/** More than a city has open. */
const MOST_ITEMS = 10_000;

interface Source {
  readonly seq: number;
  /** Null: the round that the version stands in. */
  readonly round: string | null;
  readonly meeting: StoredRecord<"meeting"> | null;
}

/**
 * A bulletin as it is drawn up from one version of the board.
 *
 * @throws Refusal `validation_failed` for a version, round or meeting that is not frozen; `figures_missing`
 *   with every figure that is missing at that version and not to be stated
 */
export async function drawUp(
  desk: Pick<BulletinDesk, "storage" | "boards" | "simulated">,
  { from, stated }: Pick<NewBulletin, "from"> & { readonly stated: readonly string[] },
  by: Person,
): Promise<Bulletin> {
  const { storage } = desk;
  const { seq, round, meeting } = await sourceOf(desk, from);
  const past = await desk.boards.bulletinRowsAt(seq);
  if (past === null) throw unknownSource("seq", "没有这个数据版本");
  const { board, rows } = past;
  const missing = rows.filter((row) => row.missing !== null);
  const unstated = missing.filter(({ key }) => !stated.includes(key));
  if (unstated.length > 0) {
    throw new Refusal("figures_missing", {
      detail: `数据版本 ${seq} 缺 ${unstated.length} 项数据`,
      faults: unstated.map(faultOf),
    });
  }
  const names = namesOf(await storage.catalogue({ atSeq: seq }));
  const { wording } = await readSettings(storage);
  const code = round ?? board.clock.round.code;
  const made = draftBulletin({
    templates: templatesWith(wording.templates),
    rows,
    round: { year: Number(code.slice(0, 4)), number: Number(code.slice(-3)) },
    on: board.clock.date,
    matters: await mattersAt(desk, seq, board, names),
    meeting:
      meeting === null
        ? null
        : { title: meeting.body.title, decisions: decisionsOf(meeting, names) },
  });
  return {
    ...made,
    redHead: wording.redHead,
    number: null,
    to: wording.to,
    signed: wording.signed,
    copies: wording.copies,
    round: code,
    seq,
    frozenAt: board.at,
    meeting: meeting?.id ?? null,
    stated: missing.map(({ key }) => key),
    drawnUpBy: by,
    issuedBy: null,
    issuedOn: null,
    simulated: desk.simulated || rows.some(({ simulated }) => simulated.figure || simulated.target),
  };
}

async function sourceOf(
  { storage, boards }: Pick<BulletinDesk, "storage" | "boards">,
  from: NewBulletin["from"],
): Promise<Source> {
  switch (from.kind) {
    case "round": {
      const record = await storage.record("round", from.round);
      const seq = record?.body.frozenSeq ?? null;
      if (seq === null) throw unknownSource("round", "这一期尚未冻结");
      return { seq, round: from.round, meeting: null };
    }
    case "meeting": {
      const meeting = await storage.record("meeting", from.meeting);
      const frozen = meeting?.body.frozen ?? null;
      if (frozen === null) throw unknownSource("meeting", "会议尚未冻结数据");
      return { seq: frozen.seq, round: frozen.round, meeting };
    }
    case "seq": {
      if (from.seq > boards.head().seq) throw unknownSource("seq", "没有这个数据版本");
      return { seq: from.seq, round: null, meeting: null };
    }
  }
}

function unknownSource(path: string, message: string): Refusal {
  return new Refusal("validation_failed", {
    faults: [{ path: `from.${path}`, code: "unknown", message }],
  });
}

function faultOf({ key, name, facts, missing }: BulletinRow): Fault {
  const what = missing === null ? "" : missingWords(missing);
  return {
    path: key,
    code: missing?.kind ?? "unreported",
    message: `${name}：${what}（${facts.indicator.leadUnit}）`,
  };
}

/** Open items as they stood, the one due first first. */
async function mattersAt(
  { storage }: Pick<BulletinDesk, "storage">,
  seq: number,
  board: Pick<Board, "clock">,
  names: Names,
): Promise<BulletinMatter[]> {
  const items = await storage.records("item", {
    states: OPEN_ITEM_STATES,
    atSeq: seq,
    limit: MOST_ITEMS,
  });
  const today = board.clock.date;
  return items
    .toSorted((a, b) => a.body.dueOn.localeCompare(b.body.dueOn) || a.seq - b.seq)
    .map(({ state, body }) => ({
      title: body.title,
      problem: body.problem,
      unitName: unitName(names, body.unit),
      coUnitNames: body.coUnits.map((unit) => unitName(names, unit)),
      dueOn: body.dueOn,
      overdueDays: itemOverdueDays({ state, dueOn: body.dueOn }, today),
      remedies: body.remedies
        .filter(({ doneOn }) => doneOn === null)
        .map(({ words, unit, dueOn }) => ({ words, unitName: unitName(names, unit), dueOn })),
      simulated: body.simulated,
    }));
}

function decisionsOf({ body }: StoredRecord<"meeting">, names: Names): BulletinTask[] {
  return body.decisions.map(({ words, unit, dueOn }) => ({
    words,
    unitName: unitName(names, unit),
    dueOn,
  }));
}
