import type { ChildProcess } from "node:child_process";
import type { ObservationInput } from "@diaodu/contracts";
import { PROTOCOL } from "@diaodu/contracts/protocol";
import { postFigures } from "../server-process.ts";
import { CROWDS, heardFrom, launch, listenWhile } from "./crowds.ts";
import type { FromProduct } from "./messages.ts";

/** A product that serves. */
export interface Served {
  readonly origin: string;
  /** What a page says that holds the board as it is now. */
  readonly subscribe: unknown;
  /** Hands a figure in; resolves with the instant of its commit, once that is told. */
  post(figure: ObservationInput): Promise<number>;
  /** Hands a figure in; milliseconds from its commit to each of the product's sockets, and its bytes. */
  tell(
    crowds: readonly ChildProcess[],
    figure: ObservationInput,
  ): Promise<{ times: number[]; bytes: Uint8Array }>;
}

/** Waits until the product that was launched serves. */
export async function served(product: ChildProcess): Promise<Served> {
  const { origin, secret, database, seq } = await heardFrom<FromProduct, "ready">(product, "ready");
  // What is told of a commit and not heard would be taken for the next one's.
  const post = async (figure: ObservationInput): Promise<number> => {
    const committed = heardFrom<FromProduct, "committed">(product, "committed");
    await postFigures(origin, secret, [figure]);
    return (await committed).at;
  };
  return {
    origin,
    subscribe: { protocol: PROTOCOL, database, since: seq, build: "bench" },
    post,
    tell: (crowds, figure) => listenWhile(crowds, "product", () => post(figure)),
  };
}

/** As many processes full of sockets as the machine is to have. */
export function launchCrowds(): ChildProcess[] {
  return Array.from({ length: CROWDS }, () => launch("crowd"));
}
