import { describe, expect, it } from "vitest";
import { loadEvents } from "./events.ts";
import { createReplay } from "./replay.ts";

const events = loadEvents();
const replay = createReplay({ events });

describe("the order of releases", () => {
  it("is the same every time it is read", () => {
    expect(loadEvents()).toEqual(events);
  });

  it("holds every observation once, in submissions of 1 to 1000 of one family and moment", () => {
    const facts = events.flatMap((event) =>
      event.observations.map((o) =>
        [o.indicator, o.region, o.period, o.basis, o.measure, o.asOf].join("|"),
      ),
    );
    expect(new Set(facts).size).toBe(facts.length);
    for (const event of events) expect(event.observations.length).toBeGreaterThan(0);
  });

  it("gives GDP, industry, retail and income of 16 July 2020 as one release at 10:00 in China", () => {
    const release = replay.events.filter(
      (event) => event.at === "2020-07-16T02:00:00.000Z" && event.family === "gdp",
    );
    expect(release).toHaveLength(1);
    expect(release[0]?.reportedBy).toBe("国家统计局");
    expect(new Set(release[0]?.observations.map((o) => o.indicator))).toEqual(
      new Set(["gdp", "iva", "retail", "income_all"]),
    );
  });

  it("puts air at 09:00 of the next morning and rounds at 17:00 of their last day", () => {
    const hours = new Map<string, Set<string>>();
    for (const event of events) {
      const basis = event.observations[0]?.basis ?? "";
      hours.set(basis, (hours.get(basis) ?? new Set()).add(event.at.slice(11, 16)));
    }
    expect(hours).toEqual(
      new Map([
        ["monitoring", new Set(["01:00"])],
        ["official", new Set(["02:00"])],
        ["dispatch", new Set(["09:00"])],
      ]),
    );
  });

  it("reports every invented figure by a unit that is marked as simulated", () => {
    for (const event of events) {
      const simulated = event.observations.some((o) => o.simulated);
      expect(event.reportedBy.endsWith("（模拟）")).toBe(simulated);
    }
  });
});

describe("what is due", () => {
  it("splits at any clock into what came before and what comes after", () => {
    for (const cut of [0, 1, 380, 381, 700, events.length - 1]) {
      const event = replay.events[cut];
      if (!event) throw new Error("no such event");
      const rest = replay.dueBetween({ at: event.at, eventId: event.id }, replay.horizon);
      expect(rest).toEqual(replay.events.slice(cut + 1));
    }
  });

  it("takes a clock without an event as having finished its instant", () => {
    const [first] = replay.dueBetween(
      { at: "2020-07-16T02:00:00.000Z", eventId: null },
      replay.horizon,
    );
    expect(first?.at).toBe("2020-07-16T09:00:00.000Z");
  });

  it("plays thirteen months in ten minutes unless told otherwise, after a year of history", () => {
    expect(Math.round(replay.speed)).toBe(57168);
    expect(replay.history().at(-1)?.at).toBe("2019-12-31T01:00:00.000Z");
    expect(replay.to).toBe("2021-01-31T15:59:59.999Z");
  });

  it("refuses reversed days, a speed of zero and a repeated event", () => {
    expect(() => createReplay({ events, from: "2020-02-01", to: "2020-01-01" })).toThrow(
      RangeError,
    );
    expect(() => createReplay({ events, speed: 0 })).toThrow(RangeError);
    expect(() => createReplay({ events: [...events, ...events.slice(0, 1)] })).toThrow(RangeError);
  });
});
