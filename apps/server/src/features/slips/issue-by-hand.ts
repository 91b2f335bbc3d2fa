import { RUNG_NAMES } from "@diaodu/domain";
import type { PlainDate, Rung, Slip } from "@diaodu/domain";
import type { Caller } from "../../access/caller.ts";
import { doerOf } from "../../access/caller.ts";
import { messagesOf, slipNotice } from "../../dispatch/notices.ts";
import { readSettings } from "../../dispatch/stored-settings.ts";
import { todayOf } from "../reports/desk.ts";
import { slipsOfRun } from "./case-outlook.ts";
import type { HandCase } from "./hand-case.ts";
import type { StoredSlip } from "./presenter.ts";
import { writeSlip } from "./slip-desk.ts";
import type { SlipDesk } from "./slip-desk.ts";

/**
 * Issues a slip by hand: the number is drawn, and the unit is told, in the transaction that issues it.
 *
 * @returns null where the id was taken meanwhile
 */
export async function issueByHand(
  desk: SlipDesk,
  caller: Caller,
  o: {
    readonly id: string;
    readonly rung: Rung;
    readonly about: HandCase;
    readonly title: string;
    /** Why, in the issuer's words. */
    readonly words: string;
    readonly answerBy: PlainDate;
  },
): Promise<StoredSlip | null> {
  const { storage } = desk;
  const { id, rung, about, title, words, answerBy } = o;
  const { today, round, now } = todayOf(desk);
  const settings = await readSettings(storage);
  const slip: Slip = {
    rung,
    // Drawn with the step.
    number: "",
    case: about.case,
    round: round.code,
    title: `${RUNG_NAMES[rung]}：${title}`,
    reasons: [{ label: "事由", value: words }, ...about.reasons],
    rule: null,
    issuedBy: doerOf(caller),
    issuedOn: today,
    answerBy,
    previous: (await slipsOfRun(storage, about.case)).at(-1)?.id ?? null,
    deliveredAt: null,
    readAt: null,
    readBy: null,
    answer: null,
    simulated: desk.simulated,
  };
  const year = today.slice(0, 4);
  return writeSlip(
    desk,
    caller,
    {
      id,
      basedOn: 0,
      state: "issued",
      event: "issue",
      words,
      evidence: [],
      body: slip,
      number: {
        series: `slip/${year}`,
        prefix: `${settings.wording.slipMark}〔${year}〕`,
        suffix: "号",
      },
    },
    messagesOf(slipNotice(id, slip), settings.channels, now),
  );
}
