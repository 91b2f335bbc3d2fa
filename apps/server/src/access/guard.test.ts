import { Router } from "express";
import { expect, test } from "vitest";
import { methodNotAllowed } from "../http/problems.ts";
import { guard, guardsOf } from "./guard.ts";

test("a route that forgot its guard, or asks too late, is found wherever it is mounted", () => {
  const inner = Router();
  inner.get("/asked/:id", guard("board.read"), (_req, res) => void res.end());
  inner.post("/late", (_req, _res, next) => next(), guard("report.write"));
  inner
    .route("/both")
    .get(guard("audit.read"))
    .delete((_req, res) => void res.end());
  inner.all("/asked/:id", methodNotAllowed("GET"));
  inner.all("/anything", (_req, res) => void res.end());
  const app = Router();
  app.use("/api/v1", inner);
  expect(guardsOf(app)).toEqual([
    { method: "GET", path: "/api/v1/asked/:id", action: "board.read" },
    { method: "POST", path: "/api/v1/late", action: null },
    { method: "GET", path: "/api/v1/both", action: "audit.read" },
    { method: "DELETE", path: "/api/v1/both", action: null },
    { method: "ALL", path: "/api/v1/anything", action: null },
  ]);
});
