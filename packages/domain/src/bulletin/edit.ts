/** What somebody changed in the text of a bulletin. Rule [H16] of SPEC.md. */
import type { BulletinBlock } from "./bulletin.ts";

/** A block as an editor sends it. */
export type BlockInput = {
  readonly text: string;
  /** Index of the block that it was; null for a new one. */
  readonly from: number | null;
} & ({ readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4 } | { readonly kind: "paragraph" });

/**
 * The blocks as they are wanted, each with the text that it was drawn with, so that nothing can be
 * changed without its mark.
 * @returns the index of the first input whose `from` is not there or was used before, where there is one
 */
export function editedBlocks(
  before: readonly BulletinBlock[],
  wanted: readonly BlockInput[],
): { readonly blocks: readonly BulletinBlock[] } | { readonly faultAt: number } {
  const used = new Set<number>();
  const blocks: BulletinBlock[] = [];
  for (const [at, { from, ...block }] of wanted.entries()) {
    const origin = from === null ? null : before[from];
    if (from !== null && (origin === undefined || used.has(from))) return { faultAt: at };
    if (from !== null) used.add(from);
    blocks.push({ ...block, drawn: origin?.drawn ?? null });
  }
  return { blocks };
}

/** `drawn` as it was made from the version; `edited`; `figures`: edited, and its numbers are others. */
export type BlockMark = "drawn" | "edited" | "figures" | "added";

export function blockMark({ text, drawn }: Pick<BulletinBlock, "text" | "drawn">): BlockMark {
  if (drawn === null) return "added";
  if (text === drawn) return "drawn";
  return sameNumbers(text, drawn) ? "edited" : "figures";
}

export interface BlockChange {
  /** Null where it was added. */
  readonly before: string | null;
  /** Null where it was taken out. */
  readonly after: string | null;
  /** Whether other numbers stand there now. */
  readonly figures: boolean;
}

/** What one step changed, in the order of the text. */
export function blockChanges(
  before: readonly BulletinBlock[],
  after: readonly BulletinBlock[],
): BlockChange[] {
  const old = [...before];
  const changes: BlockChange[] = [];
  const take = (find: (block: BulletinBlock) => boolean): BulletinBlock | null => {
    const at = old.findIndex(find);
    return at < 0 ? null : (old.splice(at, 1)[0] ?? null);
  };
  // What stayed word for word is matched first, so that equal texts never count as changes.
  const others = after.filter(
    (block) => take(({ text, drawn }) => text === block.text && drawn === block.drawn) === null,
  );
  for (const block of others) {
    const was = block.drawn === null ? null : take(({ drawn }) => drawn === block.drawn);
    changes.push(changeOf(was?.text ?? null, block.text));
  }
  return [...changes, ...old.map(({ text }) => changeOf(text, null))];
}

function changeOf(before: string | null, after: string | null): BlockChange {
  return { before, after, figures: !sameNumbers(before ?? "", after ?? "") };
}

function sameNumbers(left: string, right: string): boolean {
  const numbers = (text: string) =>
    text
      .match(/[−-]?\d+(?:\.\d+)?/gu)
      ?.toSorted()
      .join(" ") ?? "";
  return numbers(left) === numbers(right);
}
