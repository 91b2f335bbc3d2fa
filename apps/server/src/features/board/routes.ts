import { Router } from "express";
import type { Response } from "express";
import { regionCode } from "@diaodu/contracts";
import type { Board } from "@diaodu/contracts";
import { z } from "zod";
import type { BoardStore } from "../../board/board-store.ts";
import { compressSnapshot } from "../../board/snapshot-bytes.ts";
import type { SnapshotBytes } from "../../board/snapshot-bytes.ts";
import { sendEncoded } from "../../http/compressed.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery, seqText } from "../../http/query.ts";
import { createByteCache } from "./byte-cache.ts";

const JSON_TYPE = "application/json; charset=utf-8";
/** A board at a past seq can never change, not even its clock. */
const FROZEN = "public, max-age=31536000, immutable";

const boardQuery = z.strictObject({ region: regionCode.optional(), at: seqText.optional() });
const changesQuery = z.strictObject({ since: seqText });

/** `GET /board` and `GET /changes`. */
export function boardRoutes(boards: BoardStore): Router {
  const router = Router();
  const cache = createByteCache(64);

  /** The bytes of the board at `seq`, packed once and kept with the others that were asked for. */
  async function frozenBytes(seq: number, region: string | undefined): Promise<SnapshotBytes> {
    return cache.get(`at ${seq} ${region ?? ""}`, async () => {
      const board = await boards.at(seq);
      if (board === null) throw new Refusal("unknown_version");
      if (region === undefined) return compressSnapshot(etagOf(board, "at"), board);
      return compressSnapshot(etagOf(board, `at.${region}`), regionOnly(board, region));
    });
  }

  async function regionBytes(region: string): Promise<SnapshotBytes> {
    return cache.get(`head ${boards.head().seq} ${region}`, async () => {
      const board = await boards.ofRegion(region);
      if (board === null) {
        throw new Refusal("invalid_query", {
          faults: [{ path: "region", code: "unknown_region", message: `没有地区 ${region}` }],
        });
      }
      return compressSnapshot(etagOf(board, region), board);
    });
  }

  router.get("/board", async (req, res) => {
    const { at, region } = parseQuery(boardQuery, req);
    let bytes: SnapshotBytes;
    if (at !== undefined) bytes = await frozenBytes(at, region);
    else bytes = await (region === undefined ? boards.snapshot() : regionBytes(region));
    sendEncoded(req, res, encodedOf(bytes), {
      type: JSON_TYPE,
      etag: bytes.etag,
      cacheControl: at === undefined ? "no-cache" : FROZEN,
    });
  });

  router.get("/changes", (req, res: Response) => {
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

/** What a whole board says about one region, at the same seq. */
function regionOnly(board: Board, region: string): Board {
  const tiles = board.tiles.filter((tile) => tile.region.code === region);
  const keys = new Set(tiles.map((tile) => tile.key));
  return {
    ...board,
    tiles,
    layout: board.layout
      .map((scene) => ({ ...scene, tiles: scene.tiles.filter((key) => keys.has(key)) }))
      .filter((scene) => scene.tiles.length > 0),
    rankings: board.rankings.filter((ranking) => ranking.parent.code === region),
    feed: board.feed.filter((entry) => keys.has(entry.key)),
  };
}
