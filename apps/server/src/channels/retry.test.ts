import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterQuiet, GIVE_UP_AFTER_MS, MAX_ATTEMPTS, nextAttempt } from "./retry.ts";

const night = { from: "22:00", to: "07:00" };
const noon = { from: "12:00", to: "14:30" };
/** Civil time in China. */
const at = (time: string) => new Date(`2026-11-20T${time}+08:00`);

describe("quiet hours", () => {
  test.each([
    ["21:59:59.999", null],
    ["22:00:00", "2026-11-20T23:00:00.000Z"],
    ["23:59:59", "2026-11-20T23:00:00.000Z"],
    ["00:00:00", "2026-11-19T23:00:00.000Z"],
    ["06:59:59.999", "2026-11-19T23:00:00.000Z"],
    ["07:00:00", null],
    ["12:00:00", null],
  ])("over midnight: at %s a message waits until %s", (time, until) => {
    expect(afterQuiet(at(time), night, 0)).toEqual(until === null ? at(time) : new Date(until));
  });

  test("within a day", () => {
    expect(afterQuiet(at("11:59:59"), noon, 0)).toEqual(at("11:59:59"));
    expect(afterQuiet(at("13:00"), noon, 0)).toEqual(at("14:30"));
    expect(afterQuiet(at("14:30"), noon, 0)).toEqual(at("14:30"));
  });

  test("that begin when they end are none", () => {
    expect(afterQuiet(at("07:00"), { from: "07:00", to: "07:00" }, 1)).toEqual(at("07:00"));
  });

  test("end with a trickle, not a flood", () => {
    expect(afterQuiet(at("23:00"), night, 1).getTime()).toBe(
      new Date("2026-11-20T23:02:00.000Z").getTime(),
    );
  });

  test("never let a message go within them, and never hold it longer than they last", () => {
    const time = fc.integer({ min: 0, max: 1439 }).map((m) => {
      const pad = (n: number) => String(n).padStart(2, "0");
      return `${pad(Math.floor(m / 60))}:${pad(m % 60)}`;
    });
    const quiet = fc.record({ from: time, to: time });
    const when = fc.date({ min: at("00:00"), max: at("23:59"), noInvalidDate: true });
    fc.assert(
      fc.property(when, quiet, (due, hours) => {
        const go = afterQuiet(due, hours, 0);
        expect(go.getTime()).toBeGreaterThanOrEqual(due.getTime());
        expect(go.getTime() - due.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
        expect(afterQuiet(go, hours, 0)).toEqual(go);
      }),
    );
  });
});

describe("the next attempt", () => {
  const first = at("09:00");
  const after = (attempts: number, over: Partial<Parameters<typeof nextAttempt>[0]> = {}) =>
    nextAttempt({
      now: first,
      first,
      attempts,
      retryAfterMs: null,
      quiet: null,
      random: 0.5,
      ...over,
    });
  const waited = (next: Date | null) => ((next?.getTime() ?? 0) - first.getTime()) / 1000;

  test("waits half a minute, then twice as long each time, at most an hour", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 20].map((n) => waited(after(n)))).toEqual([
      30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600,
    ]);
  });

  test("is spread between half and one and a half times that", () => {
    expect(waited(after(3, { random: 0 }))).toBe(60);
    expect(waited(after(3, { random: 1 }))).toBe(180);
  });

  test("comes no earlier than the other side asked", () => {
    expect(waited(after(1, { retryAfterMs: 600_000 }))).toBe(600);
    expect(waited(after(8, { retryAfterMs: 1000 }))).toBe(3600);
  });

  test("waits for the end of the quiet hours", () => {
    const late = at("21:59:50");
    expect(after(1, { now: late, first: late, quiet: night, random: 0.5 })).toEqual(
      new Date("2026-11-20T23:01:00.000Z"),
    );
  });

  test("is not made after thirty attempts, or once a day has passed", () => {
    expect(after(MAX_ATTEMPTS - 1)).not.toBeNull();
    expect(after(MAX_ATTEMPTS)).toBeNull();
    const tomorrow = new Date(first.getTime() + GIVE_UP_AFTER_MS);
    expect(after(2, { now: new Date(tomorrow.getTime() - 1) })).not.toBeNull();
    expect(after(2, { now: tomorrow })).toBeNull();
  });

  test("a channel that stays away is knocked at for most of a day before that", () => {
    let now = first;
    let attempts = 1;
    for (;;) {
      const next = nextAttempt({
        now,
        first,
        attempts,
        retryAfterMs: null,
        quiet: null,
        random: 0.5,
      });
      if (next === null) break;
      now = next;
      attempts += 1;
    }
    expect((now.getTime() - first.getTime()) / 3_600_000).toBeGreaterThan(22);
    expect(attempts).toBeLessThanOrEqual(MAX_ATTEMPTS);
  });
});
