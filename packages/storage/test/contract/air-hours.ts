import { describe, expect, test } from "vitest";
import type { StationHour, Storage } from "../../src/index.ts";
import { AT } from "./figures.ts";

const FROM = { receivedAt: AT, receivedFrom: "监测站" };

function hour(over: Partial<StationHour> = {}): StationHour {
  return {
    station: "1001A",
    date: "2026-04-01",
    hour: 1,
    values: { pm25: "47", pm10: "164", so2: "11", no2: "33", co: "0.60", o3: null },
    ...over,
  };
}

/** What a storage does with the hours of monitoring stations. */
export function airHourContract(fresh: () => Promise<Storage>): void {
  describe("hours of stations", () => {
    test("come back as they were sent, in the order of time, and append nothing to the log", async () => {
      const storage = await fresh();
      const given = [hour({ hour: 24 }), hour({ hour: 9 }), hour({ station: "1002A", hour: 10 })];
      expect(await storage.saveAirHours(given, FROM)).toBe(3);
      const read = await storage.airHours({
        stations: ["1001A", "1002A"],
        dates: ["2026-04-01", "2026-04-02"],
      });
      expect(read).toEqual([given[1], given[0], given[2]]);
      expect(await storage.headSeq()).toBe(0);
    });

    test("sent again count once, and of an hour the last value counts", async () => {
      const storage = await fresh();
      await storage.saveAirHours([hour()], FROM);
      expect(await storage.saveAirHours([hour()], FROM)).toBe(0);
      const later = hour({ values: { ...hour().values, o3: "80" } });
      expect(await storage.saveAirHours([hour(), later, hour({ hour: 2 })], FROM)).toBe(2);
      const [first] = await storage.airHours({ stations: ["1001A"], dates: ["2026-04-01"] });
      expect(first).toEqual(later);
      const gone = hour({ values: { ...hour().values, pm25: null } });
      expect(await storage.saveAirHours([gone], FROM)).toBe(1);
    });

    test("of no station or no day are none", async () => {
      const storage = await fresh();
      expect(await storage.saveAirHours([], FROM)).toBe(0);
      await storage.saveAirHours([hour()], FROM);
      expect(await storage.airHours({ stations: [], dates: ["2026-04-01"] })).toEqual([]);
      expect(await storage.airHours({ stations: ["1001A"], dates: [] })).toEqual([]);
    });
  });
}
