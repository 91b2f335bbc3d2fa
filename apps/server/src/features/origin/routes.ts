import { Router } from "express";
import type { RequestHandler } from "express";
import { indicatorCode, regionCode } from "@diaodu/contracts";
import type { OriginChain, OriginChains, OriginStep } from "@diaodu/contracts";
import { BASES, may, MEASURES, parsePeriod } from "@diaodu/domain";
import type { Basis, Measure, StoredObservation, Subject } from "@diaodu/domain";
import type { ReportEntry, Storage } from "@diaodu/storage";
import { z } from "zod";
import { callerOf } from "../../access/caller.ts";
import { guard } from "../../access/guard.ts";
import { factUnit } from "../../board/figure.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import type { Desk } from "../reports/desk.ts";
import { namesOf, regionName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { fullLabelOf } from "../reports/presenter.ts";
import { feedStep, stepsOf } from "./steps.ts";

const originQuery = z.strictObject({
  indicator: indicatorCode,
  region: regionCode,
  period: z.string().max(24),
});
type Place = z.infer<typeof originQuery>;

/** `GET /origin`: how the figures of one indicator, region and period came to be. */
export function originRoutes(desk: Pick<Desk, "storage" | "audit">): Router {
  const { storage, audit } = desk;
  const router = Router();

  const origin: RequestHandler = async (req, res) => {
    const place = parseQuery(originQuery, req);
    const period = parsePeriod(place.period);
    if (!period.ok) {
      const fault = { path: "period", code: "rule", message: period.fault };
      throw new Refusal("invalid_query", { faults: [fault] });
    }
    const caller = callerOf(res);
    const names = namesOf(await storage.catalogue());
    const [revisions, entries] = await Promise.all([
      storage.revisions(place),
      storage.reports({
        indicators: [place.indicator],
        regions: [place.region],
        periods: [place.period],
      }),
    ]);
    const chains = await Promise.all(
      keysOf(revisions, entries).map((key) =>
        chainOf(storage, place, key, {
          names,
          revisions: revisions.filter((one) => isOf(key, one)),
          entries: entries.filter((one) => isOf(key, one)),
          subject: caller.subject,
        }),
      ),
    );
    const object = `figure:${place.indicator}/${place.region}/${place.period}`;
    if (entries.some((entry) => may(caller.subject, "report.read", entry))) {
      await audit.note(caller, { action: "report.read", object });
    } else if (entries.length > 0 && may(caller.subject, "origin.persons")) {
      await audit.note(caller, { action: "origin.persons", object });
    }
    const answer: OriginChains = { chains: chains.filter(({ steps }) => steps.length > 0) };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  router.get("/origin", guard("origin.read"), origin);
  router.all("/origin", methodNotAllowed("GET", "HEAD"));
  return router;
}

interface Key {
  readonly basis: Basis;
  readonly measure: Measure;
}

/** One chain for each basis and measure that anything is known of, in the vocabulary's order. */
function keysOf(...lists: readonly (readonly Key[])[]): Key[] {
  const known = lists.flat();
  return BASES.flatMap((basis) => MEASURES.map((measure) => ({ basis, measure }))).filter((key) =>
    known.some((one) => isOf(key, one)),
  );
}

function isOf(key: Key, one: Key): boolean {
  return one.basis === key.basis && one.measure === key.measure;
}

async function chainOf(
  storage: Pick<Storage, "reportEvents">,
  place: Place,
  key: Key,
  of: {
    readonly names: Names;
    readonly revisions: readonly StoredObservation[];
    readonly entries: readonly ReportEntry[];
    readonly subject: Subject;
  },
): Promise<OriginChain> {
  const { names, revisions, subject } = of;
  const steps: OriginStep[] = [];
  const reported = new Set<number>();
  for (const entry of of.entries) {
    const events = await storage.reportEvents(entry.id);
    for (const { event, seq } of events) if (event === "publish") reported.add(seq);
    const persons = may(subject, "origin.persons");
    const unpublished = may(subject, "report.read", entry);
    steps.push(...stepsOf(events, entry, { names, revisions, persons, unpublished }));
  }
  for (const revision of revisions) {
    if (!reported.has(revision.seq)) steps.push(feedStep(revision, { names, revisions }));
  }
  const indicator = names.indicators.get(place.indicator);
  return {
    ...place,
    ...key,
    indicatorName: indicator?.shortName ?? place.indicator,
    regionName: regionName(names, place.region),
    periodLabel: fullLabelOf(indicator, place.period),
    unit: indicator === undefined ? "" : factUnit(indicator, key.measure),
    steps: steps.toSorted((a, b) => b.seq - a.seq),
  };
}
