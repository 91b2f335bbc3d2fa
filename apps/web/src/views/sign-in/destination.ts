import type { Me } from "@diaodu/contracts";
import { offers } from "../../api/me.ts";

const OFFICE = "/office";

/** A path of our own and nothing else: `//host` and `/\host` would leave our origin. */
export function ownPath(given: string | null): string | null {
  return given !== null && /^\/(?![/\\])[\x21-\x7e]{0,300}$/u.test(given) ? given : null;
}

/**
 * Where somebody who is signed in goes from here.
 *
 * @param search of the page's address, e.g. `?next=%2Fwall`
 */
export function destination(search: string, me: Me): string {
  const next = ownPath(new URLSearchParams(search).get("next"));
  if (next === null || next.startsWith("/sign-in")) return OFFICE;
  // A page that sends away whoever may not look would send them here again, without end.
  if (!next.startsWith(OFFICE) && !offers(me, "board.read")) return OFFICE;
  return next;
}
