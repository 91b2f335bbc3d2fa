import { Router } from "express";
import type { Response } from "express";
import { regionCode } from "@diaodu/contracts";
import type { Board } from "@diaodu/contracts";
import { z } from "zod";
import type { BoardStore } from "../../board/board-store.ts";
import { compressSnapshot } from "../../board/snapshot-bytes.ts";
import type { SnapshotBytes } from "../../board/snapshot-bytes.ts";
import { guard } from "../../access/guard.ts";
import { sendEncoded } from "../../http/compressed.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery, seqText } from "../../http/query.ts";
import { createByteCache } from "./byte-cache.ts";

const JSON_TYPE = "application/json; charset=utf-8";
/** A board at a past seq can never change, not even its clock. */
const FROZEN = "max-age=31536000, immutable";

const boardQuery = z.strictObject({ region: regionCode.optional(), at: seqText.optional() });
const changesQuery = z.strictObject({ since: seqText });

/**
 * `GET /board` and `GET /changes`.
 *
 * @param access of a closed board nothing is kept by caches that several people share
 */
export function boardRoutes(boards: BoardStore, access: "open" | "closed"): Router {
  const router = Router();
  const head = access === "open" ? "no-cache" : "private, no-cache";
  // A browser that kept a closed board for a year would show it to whoever comes after sign-out.
  const frozen = access === "open" ? `public, ${FROZEN}` : head;
  const cache = createByteCache(64);

  /** The bytes of the board at `seq`, packed once and kept with the others that were asked for. */
  async function frozenBytes(seq: number): Promise<SnapshotBytes> {
    return cache.get(`${boards.head().database} at ${seq}`, async () => {
      const board = await boards.at(seq);
      if (board === null) throw new Refusal("unknown_version");
      return compressSnapshot(etagOf(board, "at"), board);
    });
  }

  /** One region's own board, which the whole board may not show: at the head, or at `seq`. */
  async function regionBytes(region: string, seq: number | undefined): Promise<SnapshotBytes> {
    const { seq: head, database } = boards.head();
    if (seq !== undefined && seq > head) throw new Refusal("unknown_version");
    const version = `${database} ${seq === undefined ? "head" : "at"} ${seq ?? head}`;
    return cache.get(`${version} ${region}`, async () => {
      const board = await boards.ofRegion(region, seq);
      if (board === null) {
        throw new Refusal("invalid_query", {
          faults: [{ path: "region", code: "unknown_region", message: `没有地区 ${region}` }],
        });
      }
      return compressSnapshot(etagOf(board, seq === undefined ? region : `at.${region}`), board);
    });
  }

  router.get("/board", guard("board.read"), async (req, res) => {
    const { at, region } = parseQuery(boardQuery, req);
    let bytes: SnapshotBytes;
    if (region !== undefined) bytes = await regionBytes(region, at);
    else bytes = await (at === undefined ? boards.snapshot() : frozenBytes(at));
    sendEncoded(req, res, encodedOf(bytes), {
      type: JSON_TYPE,
      etag: bytes.etag,
      cacheControl: at === undefined ? head : frozen,
    });
  });

  router.get("/changes", guard("board.read"), (req, res: Response) => {
    const { since } = parseQuery(changesQuery, req);
    const changes = boards.changes(since);
    if ("reset" in changes) {
      throw changes.reset === "too_far_behind"
        ? new Refusal("too_far_behind")
        : new Refusal("unknown_version", { detail: `最新数据版本为 ${boards.head().seq}` });
    }
    res.setHeader("Cache-Control", "no-store").json(changes);
  });

  router.all(["/board", "/changes"], methodNotAllowed("GET", "HEAD"));
  return router;
}

function etagOf(board: Board, part: string): string {
  return `"${board.database}.${board.seq}.${part}"`;
}

function encodedOf({ json, br, gzip }: SnapshotBytes) {
  return { plain: json, br, gzip };
}
