import type { Act } from "@diaodu/demo";
import type { Logger } from "pino";
import { Refusal } from "../http/problems.ts";
import { playItemStep, playRaise } from "./play-items.ts";
import { playLiaison, playVisit } from "./play-liaisons.ts";
import { playMeeting, playPlan } from "./play-meetings.ts";
import { playDecision, playReport } from "./play-reports.ts";
import { playIssue, playTend } from "./play-slips.ts";
import { settingOf } from "./stage.ts";
import type { Outcome, Stage } from "./stage.ts";

/**
 * Does what an invented person does, by the checks that a request goes through, each act once however
 * often it is repeated. An act that is refused, because somebody at the demonstration did something
 * else meanwhile, is passed over: the replay must go on.
 */
export function actPlayer(stage: Stage, log: Logger): (act: Act) => Promise<void> {
  return async (act) => {
    const refused = await outcomeOf(stage, act);
    if (refused !== null)
      log.info({ act: act.id, refused }, "an act of the replay was passed over");
  };
}

async function outcomeOf(stage: Stage, act: Act): Promise<Outcome> {
  try {
    return await play(stage, act);
  } catch (error) {
    if (error instanceof Refusal) return error.detail ?? JSON.stringify(error.faults ?? error.code);
    throw error;
  }
}

function play(stage: Stage, act: Act): Promise<Outcome> {
  const setting = settingOf(stage, act);
  const { deed } = act;
  switch (deed.kind) {
    case "report":
      return playReport({ ...setting, deed });
    case "publish":
    case "send_back":
      return playDecision({ ...setting, deed });
    case "raise":
      return playRaise(stage, { ...setting, deed });
    case "work":
      return playItemStep({ ...setting, deed });
    case "tend":
      return playTend(stage, { ...setting, deed });
    case "issue":
      return playIssue({ ...setting, deed });
    case "begin":
      return playLiaison(stage, { ...setting, deed });
    case "visit":
      return playVisit({ ...setting, deed });
    case "plan":
      return playPlan(stage, { ...setting, deed });
    case "attend":
    case "freeze":
    case "decide":
    case "write":
    case "end":
      return playMeeting(stage, { ...setting, deed });
  }
}
