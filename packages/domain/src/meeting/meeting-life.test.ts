import fc from "fast-check";
import { expect, test } from "vitest";
import {
  MEETING_EVENTS,
  MEETING_STATES,
  MEETING_TRANSITIONS,
  meetingStep,
} from "./meeting-life.ts";
import type { MeetingEvent, MeetingState } from "./meeting-life.ts";

test("[Z1] the table leads somewhere from every state by every event, or says why not in Chinese", () => {
  const leads = MEETING_STATES.flatMap((from) =>
    MEETING_EVENTS.flatMap((event) => {
      const outcome = MEETING_TRANSITIONS[from][event];
      if ("refused" in outcome) expect(outcome.refused).toMatch(/\p{Script=Han}/u);
      return "to" in outcome && outcome.to !== from ? [`${from} ${event} ${outcome.to}`] : [];
    }),
  );
  expect(leads).toEqual([
    "new plan planned",
    "planned freeze running",
    "planned cancel cancelled",
    "running end ended",
  ]);
});

test("[Z1] whatever is done, a meeting is frozen at most once and never comes back from its end", () => {
  const events = fc.array(fc.constantFrom<MeetingEvent>(...MEETING_EVENTS), { maxLength: 30 });
  fc.assert(
    fc.property(events, (sequence) => {
      let state: MeetingState = "new";
      let frozen = 0;
      for (const event of sequence) {
        const hand = { by: "host", host: "host", hostThere: true };
        const outcome = meetingStep({ event, from: state, ...hand });
        if ("refused" in outcome) continue;
        if (state === "ended" || state === "cancelled") expect(outcome.to).toBe(state);
        if (event === "freeze") frozen += 1;
        state = outcome.to;
      }
      expect(frozen).toBeLessThanOrEqual(1);
    }),
  );
});

const HOSTS_ALONE = ["arrange", "freeze", "turn", "decide", "walls", "end", "cancel"] as const;

test("[Z2] nobody but the host drives, whether the host is there or not", () => {
  for (const event of HOSTS_ALONE) {
    for (const hostThere of [true, false]) {
      for (const by of ["other", null]) {
        const from = event === "cancel" || event === "freeze" ? "planned" : "running";
        const outcome = meetingStep({ event, from, by, host: "host", hostThere });
        expect(outcome).toEqual({ refused: "只有主持人可以操作" });
      }
    }
  }
});
