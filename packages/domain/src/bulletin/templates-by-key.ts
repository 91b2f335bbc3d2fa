/** An office's own templates by key, over the product's. Rules [H3] and [H13] of SPEC.md. */
import { INDICATOR_KINDS } from "../indicator.ts";
import { INDICATOR_FIELDS } from "./indicator-fields.ts";
import { LIST_FIELDS, OVERALL_FIELDS } from "./overall-fields.ts";
import { parseTemplate } from "./template.ts";
import type { FieldKinds } from "./template.ts";
import { DEFAULT_TEMPLATES } from "./templates.ts";
import type { BulletinTemplates } from "./templates.ts";

const LISTS = ["good", "slow", "behind", "unreported"] as const;
type ListKey = (typeof LISTS)[number];

/** `byKind.rate`, `byIndicator.gdp`, `missing`, `overall`, `good` …: as templateFaults names them. */
export type TemplateKey = string;

type Place =
  | { readonly at: "kind"; readonly kind: (typeof INDICATOR_KINDS)[number] }
  | { readonly at: "indicator"; readonly code: string }
  | { readonly at: "missing" | "overall" | ListKey };

function placeOf(key: TemplateKey): Place | null {
  const [head = "", ...more] = key.split(".");
  const rest = more.join(".");
  if (head === "byKind") {
    const kind = INDICATOR_KINDS.find((one) => one === rest);
    return kind === undefined ? null : { at: "kind", kind };
  }
  if (head === "byIndicator") {
    return /^[a-z][a-z0-9_]{0,39}$/u.test(rest) ? { at: "indicator", code: rest } : null;
  }
  const at = (["missing", "overall", ...LISTS] as const).find((one) => one === key);
  return at === undefined ? null : { at };
}

/** What the template of this key may name; null for a key that is none. */
export function fieldsOfTemplate(key: TemplateKey): FieldKinds | null {
  const place = placeOf(key);
  if (place === null) return null;
  if (place.at === "overall") return OVERALL_FIELDS;
  return LISTS.some((list) => list === place.at) ? LIST_FIELDS : INDICATOR_FIELDS;
}

/** The template that stands under a key; null where an indicator has none of its own, or for no key. */
export function templateAt(templates: BulletinTemplates, key: TemplateKey): string | null {
  const place = placeOf(key);
  if (place === null) return null;
  if (place.at === "kind") return templates.byKind[place.kind];
  if (place.at !== "indicator") return templates[place.at];
  const { byIndicator } = templates;
  return Object.hasOwn(byIndicator, place.code) ? (byIndicator[place.code] ?? null) : null;
}

/** Every fault of a text under a key as a Chinese sentence. [H3] */
export function templateFaultsAt(key: TemplateKey, source: string): readonly string[] {
  const fields = fieldsOfTemplate(key);
  if (fields === null) return [`没有名为“${key}”的句式`];
  const parsed = parseTemplate(source, fields);
  return parsed.ok ? [] : parsed.faults;
}

/**
 * The product's templates with an office's own in their places. A text that has faults, or a key that
 * is none, leaves the product's: a bulletin is never refused for a template that was stored. [H13]
 */
export function templatesWith(own: Readonly<Record<TemplateKey, string>>): BulletinTemplates {
  let made = DEFAULT_TEMPLATES;
  for (const [key, source] of Object.entries(own)) {
    const place = placeOf(key);
    if (place === null || templateFaultsAt(key, source).length > 0) continue;
    if (place.at === "kind") {
      made = { ...made, byKind: { ...made.byKind, [place.kind]: source } };
    } else if (place.at === "indicator") {
      made = { ...made, byIndicator: { ...made.byIndicator, [place.code]: source } };
    } else {
      made = { ...made, [place.at]: source };
    }
  }
  return made;
}
