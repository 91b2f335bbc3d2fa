import type { AccessChange, NewChange } from "../change.ts";

/** The log row that tells every server whose rights to look at again. */
export function accessChange(of: Partial<AccessChange>): NewChange {
  return {
    kind: "access",
    payload: { accounts: [], sessions: [], screens: [], keys: [], ...of },
  };
}
