import { zh } from "../strings/zh-CN.ts";

/** `2020-R092` as a person says it: `2020年第 92 期`. */
export function roundWords(code: string): string {
  const [year = "", number = ""] = code.split("-R");
  return `${year}年${zh.round(Number(number))}`;
}
