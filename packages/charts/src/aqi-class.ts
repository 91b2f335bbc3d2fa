/** HJ 633: 1 优, 2 良, 3 轻度, 4 中度, 5 重度, 6 严重. Days of class 1 and 2 are 优良天数. */
export type AqiClass = 1 | 2 | 3 | 4 | 5 | 6;

/** Upper bounds of the classes 1 to 5, inclusive (HJ 633, table of AQI classes); above 300 is 6. */
export const AQI_UPPER_BOUNDS = [50, 100, 150, 200, 300] as const;

/** Class of a daily AQI. */
export function aqiClass(aqi: number): AqiClass {
  if (aqi <= 50) return 1;
  if (aqi <= 100) return 2;
  if (aqi <= 150) return 3;
  if (aqi <= 200) return 4;
  if (aqi <= 300) return 5;
  return 6;
}

/** The colours that HJ 633 prescribes for printing, by class. Themes keep the hue and calm the rest. */
export const STANDARD_AQI_COLOURS: Readonly<Record<AqiClass, string>> = {
  1: "#00e400",
  2: "#ffff00",
  3: "#ff7e00",
  4: "#ff0000",
  5: "#99004c",
  6: "#7e0023",
};
