import { catalogueWords } from "../../../strings/zh-CN-catalogue.ts";

const NAMES: Readonly<Record<string, string>> = {
  ...catalogueWords.fields,
  ...catalogueWords.numbers,
  ...catalogueWords.bands,
  form: catalogueWords.fields.words,
  periodKind: catalogueWords.fields.periodKinds,
  simulated: catalogueWords.simulated,
  simulatedOwner: catalogueWords.simulated,
};

const isPlace = (part: string) => /^\d+$/u.test(part);

/** `主要时期 / 主要增速` of `headline.growth`; places of a list stay numbers. */
export function fieldWords(path: string): string {
  return path
    .split(".")
    .filter((part) => part !== "")
    .map((part) => (isPlace(part) ? part : (NAMES[part] ?? part)))
    .join(" / ");
}
