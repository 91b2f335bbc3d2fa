import { expect, test } from "vitest";
import type { Event, State } from "./state.ts";
import { TRANSITIONS } from "./transition-table.ts";

const STATES = Object.keys(TRANSITIONS) as State[];
const EVENTS = Object.keys(TRANSITIONS.offline) as Event[];
const cells = STATES.flatMap((state) =>
  EVENTS.map((event) => ({ state, event, transition: TRANSITIONS[state][event] })),
);

test("[S10] every state knows every event and leads to a state of the table", () => {
  for (const { state, event, transition } of cells)
    expect(STATES, `${state} ${event}`).toContain(transition[0]);
});

test("[S12] every state leads to live", () => {
  for (const start of STATES) {
    const seen = new Set([start]);
    for (const state of seen) for (const event of EVENTS) seen.add(TRANSITIONS[state][event][0]);
    expect(seen, start).toContain("live");
  }
});

test("[S30] live is entered and kept only by what confirms or says nothing against it", () => {
  const entering = cells.filter(
    ({ state, transition }) => transition[0] === "live" && state !== "live",
  );
  expect(new Set(entering.map(({ event }) => event))).toEqual(new Set(["ack_changes"]));
  for (const { transition } of entering) expect(transition).toContain("confirm");
});

test("[S31] a socket that closes leaves no state live, and says why", () => {
  for (const event of ["socket_closed", "socket_ended"] as const)
    for (const state of STATES) {
      expect(TRANSITIONS[state][event][0], state).not.toBe("live");
      expect(TRANSITIONS[state][event], state).toContain("closed");
    }
});

test("[S31] a socket that the server ended is opened again by us", () => {
  for (const state of STATES) expect(TRANSITIONS[state].socket_ended, state).toContain("later");
});

test("[S12] whatever reveals a gap in a live board asks for what is missing", () => {
  for (const event of ["changes_gap", "beat_ahead", "socket_open"] as const)
    expect(TRANSITIONS.live[event], event).toContain("subscribe");
});
