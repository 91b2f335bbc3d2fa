import { PERSONAL_ROLES } from "@diaodu/domain";
import type { Role, Scope, Subject } from "@diaodu/domain";
import { makeAccount, openBrowser } from "./people.ts";
import type { Browser } from "./people.ts";
import type { World } from "./world.ts";

/** Somebody who proves a role by the means that this role has: session, key, display or nothing. */
export interface Somebody {
  /** `reporter of finance/371400` */
  readonly name: string;
  readonly role: Role | "nothing granted";
  readonly subject: Subject;
  readonly browser: Browser;
  /** Signs in again after a request that signed out; nothing for whoever has no session. */
  renew(): Promise<void>;
}

/** Whose figures the reporting machine sends. */
const MACHINE_UNIT = "finance";
const EVERYWHERE: Scope = { units: "all", regions: "all" };

/** Scopes about a figure of `owned`: its own, another unit's, another region's, and none. */
export function scopesAbout(owned: { unit: string; region: string }): Record<string, Scope> {
  return {
    own: { units: [owned.unit], regions: [owned.region] },
    "other unit": { units: ["other_unit"], regions: [owned.region] },
    "other region": { units: [owned.unit], regions: ["370000"] },
    "every unit of the region": { units: "all", regions: [owned.region] },
    none: { units: [], regions: [] },
  };
}

/** One of each role; people once for each scope. */
export async function everybody(
  world: World,
  board: "open" | "closed",
  scopes: Readonly<Record<string, Scope>> = { everywhere: EVERYWHERE },
): Promise<Somebody[]> {
  const all: Somebody[] = [];
  let made = 0;
  for (const [scopeName, scope] of Object.entries(scopes)) {
    for (const role of PERSONAL_ROLES) {
      made += 1;
      const login = `person${made}`;
      await makeAccount(world, login, [role], scope);
      const browser = openBrowser(world);
      await browser.signIn(login);
      const renew = async () => void (await browser.signIn(login));
      const subject = { roles: [role], ...scope };
      all.push({ name: `${role} (${scopeName})`, role, subject, browser, renew });
    }
  }
  const nobody: Subject = {
    roles: [board === "open" ? "public" : "anonymous"],
    units: [],
    regions: [],
  };
  await makeAccount(world, "blank", [], EVERYWHERE);
  const blank = openBrowser(world);
  await blank.signIn("blank");
  all.push({
    name: "an account without roles",
    role: "nothing granted",
    subject: nobody,
    browser: blank,
    renew: async () => void (await blank.signIn("blank")),
  });

  const stays = async () => {};
  const reporting = await world.storage.createApiKey({
    name: "填报接口",
    now: world.clock.now,
    unit: MACHINE_UNIT,
    mode: "review",
  });
  for (const [role, secret, units] of [
    ["machine", reporting.secret, [MACHINE_UNIT]],
    ["feed", world.secret, "all"],
  ] as const) {
    const browser = openBrowser(world);
    browser.headers["authorization"] = `Bearer ${secret}`;
    const subject: Subject = { roles: [role], units, regions: "all" };
    all.push({ name: role, role, subject, browser, renew: stays });
  }

  const display = openBrowser(world);
  const { code } = await display.json<{ code: string }>("POST", "/pairing");
  await world.storage.pairScreen({
    code,
    name: "大厅",
    by: "测试",
    at: world.clock.now.toISOString(),
    audit: {
      at: world.clock.now.toISOString(),
      actor: { kind: "system", id: null, name: "测试", ip: null },
      action: "screen.pair",
      object: null,
      result: "done",
      detail: null,
    },
  });
  const secret = display.cookies.get("diaodu_screen") ?? "";
  all.push({
    name: "screen",
    role: "screen",
    subject: { roles: ["screen"], units: [], regions: [] },
    browser: display,
    renew: async () => void display.cookies.set("diaodu_screen", secret),
  });
  const anybody = openBrowser(world);
  all.push({
    name: nobody.roles[0] ?? "",
    role: nobody.roles[0] ?? "anonymous",
    subject: nobody,
    browser: anybody,
    renew: async () => anybody.cookies.clear(),
  });
  return all;
}
