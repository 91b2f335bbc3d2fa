import { afterAll, beforeAll, expect, test } from "vitest";
import type { MeetingSnapshot } from "@diaodu/contracts";
import { openPage, plan, step } from "../../apps/server/test/meetings.ts";
import type { FollowingPage } from "../../apps/server/test/meetings.ts";
import { openBrowser, signedIn } from "../../apps/server/test/people.ts";
import type { Browser } from "../../apps/server/test/people.ts";
import { openWorld } from "../../apps/server/test/world.ts";
import type { World } from "../../apps/server/test/world.ts";
import { createDice } from "./dice.ts";

/** `MEETING_SEED=…` repeats a run that failed. */
const SEEDS = process.env["MEETING_SEED"]?.split(",").map(Number) ?? [1, 20_200_720, 77];
const STEPS = 60;
const PATIENCE = 120_000;

let servers: World[];
let hosts: (Browser & { readonly account: { readonly id: string } })[];

beforeAll(async () => {
  const first = await openWorld();
  const second = await openWorld({ storageUrl: first.storageUrl, empty: true });
  servers = [first, second];
  hosts = [];
  for (const login of ["one", "two", "three"]) {
    hosts.push(await signedIn(first, login, ["dispatch_office"]));
  }
});
afterAll(async () => {
  for (const server of servers.toReversed()) await server.close();
});

/** The same person at another server: a session is one for all of them. */
async function at(server: World, person: Browser): Promise<Browser> {
  const browser = openBrowser(server);
  for (const [name, value] of person.cookies) browser.cookies.set(name, value);
  await browser.me();
  return browser;
}

test.each(SEEDS)(
  "[Z7] whatever is turned, handed over and reconnected, every follower ends where the host is (seed %i)",
  async (seed) => {
    const dice = createDice(seed);
    const one = <T>(list: readonly T[]): T => {
      const picked = list[dice.between(0, list.length - 1)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    };
    const [first] = hosts;
    if (first === undefined) throw new Error("no host");
    let made = await plan(first, `会议 ${seed}`);
    for (let n = 0; n < 4; n += 1) {
      const change = { kind: "add", title: `议题${n}`, subject: { kind: "words" }, after: null };
      made = await step(first, made, { event: "arrange", change } as Parameters<typeof step>[2]);
    }
    made = await step(first, made, { event: "freeze" });
    const points = [...made.agenda.map(({ id }) => id), null];
    let host = 0;
    const done: string[] = [];
    let followers: FollowingPage[] = [];
    const come = async () => {
      const page = openPage(one(servers));
      await page.join({ code: made.code });
      followers.push(page);
    };
    for (let n = 0; n < 6; n += 1) await come();
    for (let n = 0; n < STEPS; n += 1) {
      const what = one(["turn", "turn", "turn", "turn", "hand", "drop", "come", "stranger"]);
      done.push(what);
      const by = await at(one(servers), hosts[host] as Browser);
      if (what === "turn") await step(by, made, { event: "turn", point: one(points) });
      if (what === "hand") {
        const next = dice.between(0, hosts.length - 1);
        await step(by, made, { event: "hand_over", to: hosts[next]?.account.id ?? "" });
        host = next;
      }
      if (what === "stranger") {
        const other = await at(one(servers), hosts[(host + 1) % hosts.length] as Browser);
        const turn = { event: "turn", point: null };
        const refused = await other.ask("POST", `/meetings/${made.id}/steps`, turn);
        expect(refused.status).toBe(409);
      }
      if (what === "drop" && followers.length > 2) {
        const gone = one(followers);
        gone.socket.disconnect();
        followers = followers.filter((page) => page !== gone);
      }
      if (what === "come" || what === "drop") await come();
    }
    const truth = await first.json<MeetingSnapshot>("GET", `/meetings/${made.id}`);
    const where = { seed, done: done.join(" ") };
    for (const page of followers) {
      await expect
        .poll(() => ({ ...where, cursor: page.latest()?.cursor }), { timeout: 10_000 })
        .toEqual({ ...where, cursor: truth.cursor });
      page.socket.disconnect();
    }
    expect(truth.attending.people).toBe(0);
  },
  PATIENCE,
);
