import type { Me } from "@diaodu/contracts";
import { createContext, useContext } from "react";

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. @throws Error outside the signed-in part: a fault of ours */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("useMe() outside the signed-in part");
  return me;
}
