import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ENTRY_EVENT_NAMES,
  ENTRY_EVENTS,
  ENTRY_STATE_NAMES,
  ENTRY_STATES,
  ENTRY_TRANSITIONS,
  entryStep,
} from "./entry.ts";
import type { EntryEvent, EntryState, EntryStep } from "./entry.ts";

const step = (over: Partial<EntryStep>): EntryStep => ({
  event: "submit",
  from: "new",
  by: "zhang",
  submittedBy: null,
  reason: null,
  published: null,
  value: "100",
  ...over,
});

const LEADS: Record<EntryState, Record<EntryEvent, EntryState | null>> = {
  new: { submit: "submitted", publish: null, return: null, withdraw: null },
  submitted: {
    submit: "submitted",
    publish: "published",
    return: "returned",
    withdraw: "withdrawn",
  },
  returned: { submit: "submitted", publish: null, return: null, withdraw: "withdrawn" },
  published: { submit: "submitted", publish: null, return: "returned", withdraw: null },
  withdrawn: { submit: "submitted", publish: null, return: null, withdraw: null },
};

test.each(ENTRY_STATES.flatMap((from) => ENTRY_EVENTS.map((event) => [from, event] as const)))(
  "[E1] from %s, %s leads where the table says or is refused in Chinese",
  (from, event) => {
    const outcome = ENTRY_TRANSITIONS[from][event];
    const to = LEADS[from][event];
    const refusal = "refused" in outcome ? outcome.refused : null;
    expect("to" in outcome ? outcome.to : null).toBe(to);
    expect(refusal === null || /\p{Script=Han}/u.test(refusal)).toBe(true);
    expect(ENTRY_STATE_NAMES[from]).toMatch(/\p{Script=Han}/u);
    expect(ENTRY_EVENT_NAMES[event]).toMatch(/\p{Script=Han}/u);
  },
);

test("[E2] what waits may be sent again before it is decided, with no reason asked", () => {
  const again = step({ event: "submit", from: "submitted", value: "91", reason: null });
  expect(entryStep(again)).toEqual({ to: "submitted" });
});

test("[E4] whoever sent a version cannot publish it, somebody else or a machine's sender can", () => {
  const publish = step({ event: "publish", from: "submitted", submittedBy: "zhang" });
  expect(entryStep(publish)).toHaveProperty("refused");
  expect(entryStep({ ...publish, by: "li" })).toEqual({ to: "published" });
  expect(entryStep({ ...publish, submittedBy: null })).toEqual({ to: "published" });
});

test("[E4] a machine never publishes what waits for a person's review", () => {
  const publish = step({ event: "publish", from: "submitted", submittedBy: "zhang", by: null });
  expect(entryStep(publish)).toHaveProperty("refused");
});

test.each([null, "", "  \n"])("[E5] returning with the reason %j is refused", (reason) => {
  const back = step({ event: "return", from: "submitted", by: "li", reason });
  expect(entryStep(back)).toHaveProperty("refused");
  expect(entryStep({ ...back, reason: "与财政口径不符" })).toEqual({ to: "returned" });
});

test("[E6] a published value changes with a reason only; sent again as it is it needs none", () => {
  for (const from of ["published", "submitted", "returned", "withdrawn"] as const) {
    const correction = step({ from, published: "90" });
    expect(entryStep(correction)).toHaveProperty("refused");
    expect(entryStep({ ...correction, reason: "核实" })).toEqual({ to: "submitted" });
    expect(entryStep({ ...correction, value: "90" })).toEqual({ to: "submitted" });
  }
});

test("[E6] the same number written with more zeros is no change", () => {
  expect(entryStep(step({ from: "published", published: "90", value: "90.0" }))).toEqual({
    to: "submitted",
  });
});

interface Model {
  state: EntryState;
  version: number;
  published: string | null;
  submittedBy: string | null;
  value: string;
}

test("[E1]–[E6] through any sequence of events versions grow and a published value stays until the next", () => {
  const events = fc.record({
    event: fc.constantFrom(...ENTRY_EVENTS),
    by: fc.constantFrom("zhang", "li", "wang"),
    value: fc.constantFrom("100", "101", "99.5"),
    reason: fc.constantFrom(null, "", "核实"),
  });
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), (steps) => {
      const entry: Model = {
        state: "new",
        version: 0,
        published: null,
        submittedBy: null,
        value: "",
      };
      for (const { event, by, value, reason } of steps) {
        const before = { ...entry };
        const outcome = entryStep({
          event,
          from: entry.state,
          by,
          submittedBy: entry.submittedBy,
          reason,
          published: entry.published,
          value: event === "submit" ? value : entry.value,
        });
        if ("refused" in outcome) {
          expect(outcome.refused).toMatch(/\p{Script=Han}/u);
          continue;
        }
        entry.state = outcome.to;
        entry.version += 1;
        if (event === "submit") Object.assign(entry, { value, submittedBy: by });
        if (event === "publish") entry.published = entry.value;

        expect(entry.state).not.toBe("new");
        if (event === "publish") {
          expect(before.state).toBe("submitted");
          expect(by).not.toBe(before.submittedBy);
        } else {
          expect(entry.published).toBe(before.published);
        }
        if (event === "return") expect(reason).toBe("核实");
        if (event === "submit" && before.published !== null && before.published !== value) {
          expect(reason).toBe("核实");
        }
        // What was once published is never lost by withdrawing it. [E3]
        if (before.state === "published") expect(entry.state).not.toBe("withdrawn");
      }
      expect(entry.state === "published" && entry.published === null).toBe(false);
    }),
    { numRuns: 500 },
  );
});
