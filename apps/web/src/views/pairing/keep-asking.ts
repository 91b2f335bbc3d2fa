import type { Api } from "../../api/api.ts";
import { Refused } from "../../api/problem.ts";

/** `GET` and `POST /pairing`, as far as this page reads them. */
interface Pairing {
  readonly state: "waiting" | "paired";
  readonly code: string | null;
}

/** What a display that nobody has let in yet shows. */
export type PairingState =
  | { readonly kind: "asking" }
  | { readonly kind: "waiting"; readonly code: string; readonly at: number }
  /** The code is the last one known, if there was one. */
  | { readonly kind: "unreachable"; readonly code: string | null }
  | { readonly kind: "busy"; readonly code: string | null }
  | { readonly kind: "paired" };

const LOOK_EVERY_MS = 3000;
/** After the server has said that it is asked too often. */
const BUSY_MS = 15_000;

/**
 * Asks for a code, looks whether somebody has typed it, and asks for another one when it has run out,
 * until the display is let in. A server that is away is asked again for as long as it takes.
 *
 * @returns stops it
 */
export function keepAsking(o: {
  api: Pick<Api, "get" | "send">;
  clock: () => number;
  later: (step: () => void, ms: number) => unknown;
  onState: (state: PairingState) => void;
}): () => void {
  let stopped = false;
  let code: string | null = null;

  async function look(): Promise<number | null> {
    try {
      let pairing = await o.api.get<Pairing>("/pairing");
      if (pairing.state === "waiting" && pairing.code === null) {
        pairing = await o.api.send<Pairing>("POST", "/pairing");
      }
      code = pairing.code;
      if (stopped) return null;
      if (pairing.state === "paired" || code === null) {
        o.onState({ kind: "paired" });
        return null;
      }
      o.onState({ kind: "waiting", code, at: o.clock() });
      return LOOK_EVERY_MS;
    } catch (error) {
      if (stopped) return null;
      const busy = error instanceof Refused && error.code === "too_many_requests";
      o.onState({ kind: busy ? "busy" : "unreachable", code });
      return busy ? BUSY_MS : LOOK_EVERY_MS;
    }
  }

  function run(): void {
    void turn();
  }
  async function turn(): Promise<void> {
    const ms = await look();
    if (ms !== null && !stopped) o.later(run, ms);
  }
  run();
  return () => {
    stopped = true;
  };
}
