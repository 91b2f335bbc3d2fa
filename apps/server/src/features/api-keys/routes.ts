import { Router } from "express";
import { newApiKey } from "@diaodu/contracts";
import type { ApiKey as SentKey } from "@diaodu/contracts";
import type { ApiKey } from "@diaodu/storage";
import type { Access } from "../../access/access.ts";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";

/** Keys of machine feeds. The secret is told once, to whoever made it. */
export function apiKeyRoutes(access: Access): Router {
  const { storage, audit } = access;
  const router = Router();
  router.get("/api-keys", guard("api_key.read"), async (_req, res) => {
    const keys = (await storage.listApiKeys()).map(presentKey);
    await audit.note(callerOf(res), { action: "api_key.read" });
    res.setHeader("Cache-Control", "no-store").json({ keys });
  });

  router.post("/api-keys", guard("api_key.write"), ...jsonBody(), async (req, res) => {
    const { expiresOn, ...given } = parseBody(newApiKey, req);
    const faults = await unknownCodes(given.indicators, given.regions);
    if (faults.length > 0) throw new Refusal("validation_failed", { faults });
    const { id, secret } = await storage.createApiKey({
      ...given,
      expiresAt: expiresOn === null ? null : endOf(expiresOn),
      now: access.clock(),
      audit: audit.entry(callerOf(res), {
        action: "api_key.write",
        detail: { ...given, expiresOn },
      }),
    });
    const key = (await storage.listApiKeys()).find((one) => one.id === id);
    if (key === undefined) throw new Refusal("internal");
    const answer = { key: presentKey(key), secret };
    res.status(201).setHeader("Cache-Control", "no-store").json(answer);
  });
  router.all("/api-keys", methodNotAllowed("GET", "HEAD", "POST"));

  router.delete("/api-keys/:id", guard("api_key.write"), async (req, res) => {
    const id = String(req.params["id"]);
    const detail = { revoked: true };
    const deed = { action: "api_key.write", object: `api_key:${id}`, detail };
    const entry = audit.entry(callerOf(res), deed);
    if (!(await storage.revokeApiKey(id, access.clock(), entry))) throw new Refusal("not_found");
    res.status(204).end();
  });
  router.all("/api-keys/:id", methodNotAllowed("DELETE"));

  async function unknownCodes(
    indicators: readonly string[] | null,
    regions: readonly string[] | null,
  ) {
    const catalogue = await storage.catalogue();
    const known = {
      indicators: new Set(catalogue.indicators.map(({ code }) => code)),
      regions: new Set(catalogue.regions.map(({ code }) => code)),
    };
    const given = { indicators: indicators ?? [], regions: regions ?? [] };
    return (["indicators", "regions"] as const).flatMap((field) =>
      given[field].flatMap((code, index) =>
        known[field].has(code)
          ? []
          : [{ path: `${field}.${index}`, code: "unknown", message: `没有 ${code}` }],
      ),
    );
  }
  return router;
}

/** The end of a city day as an instant. */
function endOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString();
}

function presentKey(key: ApiKey): SentKey {
  return {
    id: key.id,
    name: key.name,
    unit: key.unit,
    mode: key.mode,
    indicators: key.indicators === null ? null : [...key.indicators],
    regions: key.regions === null ? null : [...key.regions],
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    lastUsedAt: key.lastUsedAt,
  };
}
