/** Upper bounds of the daily AQI grades of HJ 633; the last grade is open. */
const BOUNDS = [50, 100, 150, 200, 300] as const;

/** Grade of a day, 1 (优) to 6 (严重). */
export function aqiGrade(aqi: number): 1 | 2 | 3 | 4 | 5 | 6 {
  const index = BOUNDS.findIndex((bound) => aqi <= bound);
  return ((index === -1 ? BOUNDS.length : index) + 1) as 1 | 2 | 3 | 4 | 5 | 6;
}
