/**
 * Sentences with named fields, that an office edits as text. Rules [H1]–[H4] of SPEC.md.
 * `{字段}` is a field, `{字段:2}` one with two decimals, `[…]` a part that is left out where one of
 * its fields is missing; parts may stand in parts.
 */

/** Longest template, in characters. */
export const TEMPLATE_LENGTH = 500;
const DEPTH = 3;
const MOST_DECIMALS = 6;

/** What a template may name: whether the field is a number, and so has decimals. */
export type FieldKinds = Readonly<Record<string, "number" | "text">>;

type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly name: string; readonly decimals: number | null }
  | { readonly kind: "optional"; readonly pieces: readonly Piece[] };

/** Parsed once, rendered often; only parseTemplate makes one. */
export interface SentenceTemplate {
  readonly pieces: readonly Piece[];
}

export type TemplateParse =
  | { readonly ok: true; readonly template: SentenceTemplate }
  | { readonly ok: false; readonly faults: readonly string[] };

/** A field's text for so many decimals, null for the field's own; null where the field is missing. */
export type FieldText = (name: string, decimals: number | null) => string | null;

interface Open {
  readonly pieces: Piece[];
  readonly at: number;
}

/** The template, or every fault as a Chinese sentence. Never throws. [H1] [H3] */
export function parseTemplate(source: string, fields: FieldKinds): TemplateParse {
  const faults = wholeFaults(source);
  if (source.length > TEMPLATE_LENGTH) return { ok: false, faults };
  const open: Open[] = [{ pieces: [], at: 0 }];
  for (const { 0: token, index } of source.matchAll(/\{[^{}[\]]*\}|[[\]{}]|[^[\]{}]+/gu)) {
    const into = open.at(-1)?.pieces ?? [];
    const place = `第 ${index + 1} 个字`;
    if (token === "[") {
      if (open.length === DEPTH + 1) faults.push(`${place}：可选段最多套 ${DEPTH} 层`);
      open.push({ pieces: [], at: index });
    } else if (token === "]") {
      if (open.length === 1) faults.push(`${place}：“]”没有对应的“[”`);
      else closeOptional(open, place, faults);
    } else if (token === "{") faults.push(`${place}：“{”没有对应的“}”`);
    else if (token === "}") faults.push(`${place}：“}”没有对应的“{”`);
    else if (token.startsWith("{")) into.push(fieldOf(token.slice(1, -1), fields, place, faults));
    else into.push({ kind: "text", text: token });
  }
  for (const { at } of open.slice(1)) faults.push(`第 ${at + 1} 个字：“[”没有对应的“]”`);
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, template: { pieces: open[0]?.pieces ?? [] } };
}

/** The sentence, or null where a field outside every optional part is missing. [H2] */
export function renderTemplate(template: SentenceTemplate, text: FieldText): string | null {
  return rendered(template.pieces, text);
}

function rendered(pieces: readonly Piece[], text: FieldText): string | null {
  let sentence = "";
  for (const piece of pieces) {
    switch (piece.kind) {
      case "text":
        sentence += piece.text;
        break;
      case "field": {
        const value = text(piece.name, piece.decimals);
        if (value === null) return null;
        sentence += value;
        break;
      }
      case "optional":
        sentence += rendered(piece.pieces, text) ?? "";
    }
  }
  return sentence;
}

function wholeFaults(source: string): string[] {
  const faults: string[] = [];
  if (source.trim() === "") faults.push("模板不能为空");
  if (source.length > TEMPLATE_LENGTH) faults.push(`模板最多 ${TEMPLATE_LENGTH} 个字`);
  if (/\p{Cc}/u.test(source)) faults.push("模板不能换行，也不能含控制字符");
  const wide = /[｛｝［］【】]/u.exec(source)?.[0];
  if (wide !== undefined) faults.push(`“${wide}”须写成半角的 { } 或 [ ]`);
  return faults;
}

function closeOptional(open: Open[], place: string, faults: string[]): void {
  const pieces = open.pop()?.pieces ?? [];
  if (pieces.every(({ kind }) => kind === "text")) {
    faults.push(`${place}：可选段里须有字段，否则永远不会省略`);
  }
  open.at(-1)?.pieces.push({ kind: "optional", pieces });
}

function fieldOf(inside: string, fields: FieldKinds, place: string, faults: string[]): Piece {
  const [name = "", decimals, ...more] = inside.split(":");
  const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (kind === undefined) {
    const known = Object.keys(fields).join("、");
    faults.push(`${place}：没有字段“${name}”，可用的有${known}`);
  } else if (decimals !== undefined && kind === "text") {
    faults.push(`${place}：“${name}”不是数字，不能指定小数位`);
  }
  const badDecimals = decimals !== undefined && !/^\d$/u.test(decimals);
  if (badDecimals || more.length > 0 || Number(decimals ?? 0) > MOST_DECIMALS) {
    faults.push(`${place}：小数位须为 0 到 ${MOST_DECIMALS}，如 {${name}:1}`);
  }
  return { kind: "field", name, decimals: decimals === undefined ? null : Number(decimals) };
}
