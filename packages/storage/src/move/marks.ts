import type { Reader } from "../engine/engine.ts";
import { readAddress } from "../engine/postgres/address.ts";
import { StorageMoved } from "../errors.ts";
import { readMeta } from "../meta.ts";

/** In the meta of a database that is left: {@link Leaving}. */
export const LEAVING = "move_out";
/** In the meta of the one that is filled: {@link Arriving}. */
export const ARRIVING = "move_in";
/** In the meta of the one that is filled, until it is: {@link Place}. */
export const PLACE = "move_place";
/** Of one database alone: these do not go along. */
export const OWN_MARKS: readonly string[] = [LEAVING, ARRIVING, PLACE];

export interface Leaving {
  /** Names this move: what an abandoned one left behind is not gone on with. */
  readonly move: string;
  readonly state: "moving" | "moved";
  /** `host:port/database`, without user and password. */
  readonly to: string;
  /** ISO 8601 UTC: when this state began. */
  readonly at: string;
}

export interface Arriving {
  readonly move: string;
  readonly state: "moving" | "moved";
  /** Id of the database that it comes from. */
  readonly source: string;
  readonly at: string;
}

/** How far a move is: every table before this one is whole. */
export interface Place {
  readonly table: string;
  /** The key of the last row that was stored, null before the first. */
  readonly after: readonly (string | number)[] | null;
  /** Rows of this table that were stored. */
  readonly rows: number;
}

export function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

/**
 * Lets nobody work with a database whose content goes, went, or is not all there yet.
 *
 * @throws StorageMoved
 */
export async function refuseMoved(db: Reader): Promise<void> {
  const leaving = parsed<Leaving>(await readMeta(db, LEAVING));
  if (leaving !== null) throw new StorageMoved(leaving.state, leaving);
  const arriving = parsed<Arriving>(await readMeta(db, ARRIVING));
  if (arriving?.state === "moving") throw new StorageMoved("arriving", { at: arriving.at, to: "" });
}

/** Where a PostgreSQL is and how its database is called: `host:port/database`, never who and by what. */
export function placeOf(url: string): string {
  const { hosts, database, user } = readAddress(url);
  const places = hosts.map(({ host, port }) => (host.startsWith("/") ? host : `${host}:${port}`));
  return `${places.join(",")}/${database ?? user ?? ""}`;
}
