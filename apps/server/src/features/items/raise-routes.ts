import { Router } from "express";
import type { RequestHandler } from "express";
import { indicatorCode, newItem, regionCode } from "@diaodu/contracts";
import type { Fault, ItemAnswer, ItemPeople, ItemProposal } from "@diaodu/contracts";
import { mayStepItem } from "@diaodu/domain";
import type { ActionItem, ItemContents } from "@diaodu/domain";
import type { Catalogue } from "@diaodu/storage";
import { z } from "zod";
import { callerOf, doerOf, handOf } from "../../access/caller.ts";
import { Denied, guard } from "../../access/guard.ts";
import { jsonBody, parseBody } from "../../http/json-body.ts";
import { methodNotAllowed, Refusal } from "../../http/problems.ts";
import { parseQuery } from "../../http/query.ts";
import { todayOf } from "../reports/desk.ts";
import { checkContents } from "./check-contents.ts";
import type { ItemDesk } from "./item-desk.ts";
import { answerOf, writeItem } from "./item-desk.ts";
import { presentPerson } from "./presenter.ts";
import { proposeFrom } from "./propose.ts";
import type { Proposal } from "./propose.ts";

const lightQuery = z.strictObject({ indicator: indicatorCode, region: regionCode });

/** 交办: what it would say, whom it can go to, and the deed itself. */
export function raiseRoutes(desk: ItemDesk): Router {
  const { storage, boards, audit } = desk;
  const router = Router();

  const proposal: RequestHandler = async (req, res) => {
    const from = parseQuery(lightQuery, req);
    const catalogue = await storage.catalogue();
    const today = todayOf(desk);
    const found = await proposeFrom({ storage, boards, catalogue, today }, from);
    if (found === null) throw new Refusal("not_found");
    const answer: ItemProposal = {
      title: found.title,
      problem: found.problem,
      unit: found.unit?.code ?? null,
      unitName: found.unit?.shortName ?? null,
      person: found.person === null ? null : presentPerson(found.person),
      leader: found.leader === null ? null : presentPerson(found.leader),
      dueOn: found.dueOn,
      round: today.round.code,
      light: found.source.light,
      standing: found.standing?.id ?? null,
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const people: RequestHandler = async (_req, res) => {
    const caller = callerOf(res);
    const catalogue = await storage.catalogue();
    const accounts = await storage.accounts();
    await audit.note(caller, { action: "item.raise", object: "people" });
    const answer: ItemPeople = {
      people: accounts
        .filter(({ state, roles }) => state === "active" && roles.some((role) => WORKS.has(role)))
        .map(({ id, name, roles, scope }) => ({
          accountId: id,
          name,
          leader: roles.includes("leader"),
          units: scope.units === "all" ? "all" : [...scope.units],
        })),
      units: catalogue.units.map(({ code, name }) => ({ code, name })),
      regions: catalogue.regions
        .filter(({ level }) => level !== "station")
        .map(({ code, shortName }) => ({ code, name: shortName })),
      indicators: catalogue.indicators.map(({ code, shortName }) => ({ code, name: shortName })),
    };
    res.setHeader("Cache-Control", "no-store").json(answer);
  };

  const raise: RequestHandler = async (req, res) => {
    const sent = parseBody(newItem, req);
    const caller = callerOf(res);
    const catalogue = await storage.catalogue();
    const today = todayOf(desk);
    // Before it is looked whether the light is given out: whoever gives it out in between takes this
    // id, or is found.
    const id = sent.from === undefined ? desk.newId() : await freeId(sent.from, today.round.code);
    const proposed =
      sent.from === undefined
        ? null
        : await proposeFrom({ storage, boards, catalogue, today }, sent.from);
    if (sent.from !== undefined && proposed === null) {
      throw new Refusal("validation_failed", { faults: [NO_LIGHT] });
    }
    const checked = await checkContents(
      { storage, catalogue, today: today.today, newId: desk.newId, standing: [] },
      sent,
      "",
    );
    const said = { ...knownOf(proposed), ...checked.contents };
    const place = {
      indicator: sent.from?.indicator ?? sent.indicator ?? null,
      region: sent.from?.region ?? sent.region ?? null,
    };
    const wrong = new Set(checked.faults.map(({ path }) => path));
    const faults = [
      ...checked.faults,
      ...placeFaults(catalogue, place),
      ...missingIn(said).filter(({ path }) => !wrong.has(path)),
    ];
    const { title, problem, unit, person, dueOn } = said;
    const incomplete =
      title === undefined ||
      problem === undefined ||
      unit === undefined ||
      person === undefined ||
      dueOn === undefined ||
      place.region === null;
    if (incomplete || faults.length > 0) throw new Refusal("validation_failed", { faults });
    const item: ActionItem = {
      title,
      problem,
      unit,
      person,
      dueOn,
      source: proposed?.source ?? { kind: "manual" },
      indicator: place.indicator,
      region: place.region ?? "",
      round: today.round.code,
      coUnits: said.coUnits ?? [],
      leader: said.leader ?? null,
      raisedBy: doerOf(caller),
      raisedOn: today.today,
      firstDueOn: dueOn,
      remedies: said.remedies ?? [],
      extension: null,
      closure: null,
      closed: null,
      reopened: 0,
      liaison: said.liaison ?? null,
      simulated: desk.simulated,
    };
    // Whoever raises names themselves on it: what they may raise is asked of the rest.
    if (!mayStepItem(handOf(caller), "raise", { ...item, raisedBy: NOBODY })) {
      throw new Denied("forbidden", "item.raise", undefined, `${item.unit}/${item.region}`);
    }
    if (proposed !== null && proposed.standing !== null)
      throw new Refusal("already_exists", { detail: RAISED_BEFORE });
    const step = { id, basedOn: 0, state: "assigned", event: "raise", body: item } as const;
    const written = await writeItem(desk, caller, { ...step, words: sent.words, evidence: [] });
    // Two who press at once: one item.
    if (written === null) throw new Refusal("already_exists", { detail: RAISED_BEFORE });
    const answer: ItemAnswer = await answerOf(desk, caller, written);
    res.status(201).setHeader("Cache-Control", "no-store").json(answer);
  };

  /** One light is given out once in a round, again only after what it was given out as is off the list. */
  async function freeId(
    { indicator, region }: z.output<typeof lightQuery>,
    round: string,
  ): Promise<string> {
    const earlier = await storage.records("item", {
      indicators: [indicator],
      regions: [region],
      round,
    });
    const count = earlier.filter(({ body }) => body.source.kind === "light").length;
    return `${indicator}-${region}-${round}${count === 0 ? "" : `-${count + 1}`}`.slice(0, 64);
  }

  router.get("/items/proposal", guard("item.raise"), proposal);
  router.all("/items/proposal", methodNotAllowed("GET", "HEAD"));
  router.get("/items/people", guard("item.raise"), people);
  router.all("/items/people", methodNotAllowed("GET", "HEAD"));
  router.post("/items", guard("item.raise"), ...jsonBody(), raise);
  return router;
}

const WORKS: ReadonlySet<string> = new Set(["leader", "reporter", "reviewer", "dispatch_office"]);
const NOBODY = { accountId: null, name: "" };
const RAISED_BEFORE = "该指标已经交办，事项尚未销号";
const NO_LIGHT: Fault = { path: "from", code: "unknown_light", message: "看板上没有这个指标" };
const MISSING: Readonly<Record<"title" | "problem" | "unit" | "person" | "dueOn", string>> = {
  title: "请填写标题",
  problem: "请填写问题",
  unit: "请选择牵头单位",
  person: "请填写责任人",
  dueOn: "请填写时限",
};

function knownOf(proposal: Proposal | null): Partial<ItemContents> {
  if (proposal === null) return {};
  const { title, problem, dueOn, unit, person, leader } = proposal;
  return {
    title,
    problem,
    dueOn,
    leader,
    ...(unit === null ? {} : { unit: unit.code }),
    ...(person === null ? {} : { person }),
  };
}

function missingIn(said: Partial<ItemContents>): Fault[] {
  return (Object.keys(MISSING) as (keyof typeof MISSING)[]).flatMap((path) =>
    said[path] === undefined ? [{ path, code: "missing", message: MISSING[path] }] : [],
  );
}

function placeFaults(
  { indicators, regions }: Pick<Catalogue, "indicators" | "regions">,
  { indicator, region }: { readonly indicator: string | null; readonly region: string | null },
): Fault[] {
  const known = indicator === null || indicators.some(({ code }) => code === indicator);
  const there = region !== null && regions.some(({ code }) => code === region);
  return [
    ...(known ? [] : [{ path: "indicator", code: "unknown_indicator", message: "没有这个指标" }]),
    ...(there ? [] : [{ path: "region", code: "unknown_region", message: "请选择地区" }]),
  ];
}
