import fc from "fast-check";
import { expect, test } from "vitest";
import { deed, hand, itemWith } from "../../test/sample-item.ts";
import { addDays } from "../plain-date.ts";
import { ITEM_EVENTS, ITEM_TRANSITIONS } from "./item-life.ts";
import type { ItemState } from "./item-life.ts";
import type { ActionItem } from "./item.ts";
import { takeItemStep } from "./take-step.ts";

/** One thing that somebody tries on some day. */
const attempt = fc.record({
  event: fc.constantFrom(...ITEM_EVENTS.filter((event) => event !== "raise")),
  who: fc.constantFrom("wang", "zhao", "office", "boss"),
  days: fc.nat({ max: 3 }),
  words: fc.option(fc.constantFrom("已核实", "  ")),
  evidence: fc.nat({ max: 2 }),
  until: fc.option(fc.integer({ min: -3, max: 12 })),
  done: fc.boolean(),
  dueIn: fc.option(fc.integer({ min: -3, max: 12 })),
});

interface Walk {
  readonly state: ItemState;
  readonly item: ActionItem;
  readonly today: string;
}

/** Takes the attempts one after the other; what is refused changes nothing. */
function walk(
  attempts: readonly (typeof attempt extends fc.Arbitrary<infer T> ? T : never)[],
  each: (before: Walk, after: Walk, tried: ReturnType<typeof deed>, by: string) => void,
): void {
  let now: Walk = { state: "assigned", item: itemWith(), today: "2020-07-20" };
  for (const one of attempts) {
    now = { ...now, today: addDays(now.today, one.days) };
    const tried = deed(one.event, {
      words: one.words,
      evidence: Array.from({ length: one.evidence }, (_, index) => `f${index}`),
      until:
        one.event === "ask_extension" && one.until !== null ? addDays(now.today, one.until) : null,
      done: one.done && one.event === "feedback" ? ["a"] : [],
      changes:
        one.event === "amend" && one.dueIn !== null
          ? { dueOn: addDays(now.today, one.dueIn) }
          : null,
    });
    const outcome = takeItemStep(now.item, now.state, tried, hand(one.who, { today: now.today }));
    const after: Walk = "refused" in outcome ? now : { ...now, ...outcome };
    each(now, after, tried, one.who);
    now = after;
  }
}

const walks = fc.array(attempt, { maxLength: 60 });

test("[X1] no walk leaves the table, whatever anybody tries", () => {
  fc.assert(
    fc.property(walks, (attempts) => {
      walk(attempts, (before, after, { event }) => {
        if (after === before) return;
        expect(ITEM_TRANSITIONS[before.state][event]).toEqual({ to: after.state });
      });
    }),
    { numRuns: 500 },
  );
});

test("[X4] [X5] whatever is closed was asked for with evidence, and closed by somebody else", () => {
  let closed = 0;
  fc.assert(
    fc.property(walks, (attempts) => {
      walk(attempts, (before, after, _tried, by) => {
        if (before.state === "closed" || after.state !== "closed") return;
        closed += 1;
        expect(before.item.closure?.evidence.length).toBeGreaterThan(0);
        expect(before.item.closure?.by.accountId).not.toBe(by);
        expect(after.item.closed?.by.accountId).toBe(by);
      });
    }),
    { numRuns: 1000 },
  );
  expect(closed).toBeGreaterThan(0);
});

test("[X3] [X9] only a granted extension or an amendment moves a deadline, the first one never", () => {
  let asked = 0;
  fc.assert(
    fc.property(walks, (attempts) => {
      walk(attempts, (before, after, { event }) => {
        expect(after.item.firstDueOn).toBe("2020-07-24");
        if (after.item.dueOn !== before.item.dueOn) {
          expect(["grant_extension", "amend"]).toContain(event);
        }
        if (before.item.extension === null && after.item.extension !== null) {
          asked += 1;
          expect(before.today <= before.item.dueOn).toBe(true);
          expect(after.item.extension.until > after.item.dueOn).toBe(true);
        }
      });
    }),
    { numRuns: 500 },
  );
  expect(asked).toBeGreaterThan(0);
});

test("[X7] [X10] what came back is counted, and a measure that was done stays done", () => {
  fc.assert(
    fc.property(walks, (attempts) => {
      walk(attempts, (before, after, { event }) => {
        const back = event === "reopen" && after !== before ? 1 : 0;
        expect(after.item.reopened).toBe(before.item.reopened + back);
        for (const [index, { doneOn }] of before.item.remedies.entries()) {
          if (doneOn !== null) expect(after.item.remedies[index]?.doneOn).toBe(doneOn);
        }
      });
    }),
    { numRuns: 300 },
  );
});
