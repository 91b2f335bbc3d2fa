import { DEFINITIONS } from "@diaodu/contracts";
import type { CatalogueFile, CatalogueKind, Fault } from "@diaodu/contracts";
import type { Catalogue } from "@diaodu/storage";
import { catalogueFaults } from "../../catalogue/check-catalogue.ts";
import { definitionKey } from "../../catalogue/definition-key.ts";
import { chinese } from "../../http/chinese.ts";
import { Refusal } from "../../http/problems.ts";
import { faultsOf } from "../../http/query.ts";

const NOTHING: CatalogueFile = { regions: [], indicators: [], targets: [], rules: [], units: [] };

/**
 * One definition as a catalogue that holds nothing else, checked like any other.
 *
 * @param code key that the address names; the definition must have the same
 * @throws Refusal `validation_failed`, faults at paths like `definition.base.low`
 */
export function editOf(
  kind: CatalogueKind,
  code: string | null,
  definition: unknown,
  known: Catalogue,
): CatalogueFile {
  const parsed = DEFINITIONS[kind].safeParse(definition, chinese);
  if (!parsed.success)
    throw refusal(faultsOf(parsed.error).map((fault) => under(fault.path, fault)));
  const { data } = parsed;
  // Duties are a whole list to a file; the others stay, then this one takes its place.
  const file: CatalogueFile =
    kind === "board"
      ? { ...NOTHING, board: data as NonNullable<CatalogueFile["board"]> }
      : { ...NOTHING, [kind]: [data] };
  const faults = catalogueFaults(file, known).map((fault) =>
    under(
      fault.path
        .split(".")
        .slice(kind === "board" ? 1 : 2)
        .join("."),
      fault,
    ),
  );
  if (kind !== "board" && code !== null) {
    const own = definitionKey(kind, data as Parameters<typeof definitionKey>[1]);
    if (own !== code) {
      faults.push({
        path: "definition",
        code: "other_key",
        message: `地址是 ${code}，内容是 ${own}`,
      });
    }
  }
  if (faults.length > 0) throw refusal(faults);
  return file;
}

function under(path: string, fault: Fault): Fault {
  return { ...fault, path: path === "" ? "definition" : `definition.${path}` };
}

function refusal(faults: Fault[]): Refusal {
  return new Refusal("validation_failed", { faults });
}
