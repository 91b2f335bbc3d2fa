import { WorkRefused } from "../errors.ts";

/** Why a move was not begun, or not brought to its end; nothing of the source was lost by it. */
export type MoveFault =
  /** There is no embedded database at this place. */
  | { readonly kind: "no_source" }
  /** Another process has the source open: a server, or another move. */
  | { readonly kind: "source_in_use" }
  | { readonly kind: "already_moved"; readonly to: string; readonly at: string }
  /** A move to another place was begun before. */
  | { readonly kind: "moving_elsewhere"; readonly to: string }
  /** The target holds rows that are none of this move. */
  | { readonly kind: "target_occupied"; readonly table: string }
  /** PostgreSQL keeps no NUL in a text. */
  | {
      readonly kind: "unstorable";
      readonly table: string;
      readonly key: string;
      readonly column: string;
    }
  /** The tables whose rows are not the same on both sides. */
  | { readonly kind: "differs"; readonly tables: readonly string[] }
  | { readonly kind: "nothing_to_cancel" };

export class MoveRefused extends WorkRefused<MoveFault> {
  override readonly name = "MoveRefused";

  constructor(fault: MoveFault) {
    super("the move", fault);
  }
}
