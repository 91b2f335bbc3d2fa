import type { PersonalRole } from "@diaodu/domain";
import { openStorage } from "@diaodu/storage";
import type { Browser, BrowserContext } from "playwright-core";
import { createPasswords } from "../../apps/server/src/access/passwords.ts";
import { openAgain, type Size, type WatchedPage } from "./pages.ts";

/** Keeps every rule of the installation. */
export const PASSWORD = "Cheng-shi-2020";
/** Cheap on purpose: nobody guards anything here. */
const HASH_COST = { memory: 64, passes: 1 } as const;

export interface Person {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly PersonalRole[];
  /** Codes of units; everywhere where absent. */
  readonly units?: readonly string[];
}

/** Writes accounts into the database beside the server: how they come about is not tested here. */
export async function makePeople(databaseUrl: string, people: readonly Person[]): Promise<void> {
  const passwordHash = await createPasswords(HASH_COST).hash(PASSWORD);
  // Passwords age by the real clock, whatever day the demonstration shows.
  const at = new Date().toISOString();
  const storage = await openStorage({ url: databaseUrl, now: () => new Date(at) });
  try {
    const made = await storage.createAccounts(
      people.map(({ login, name, roles, units }) => ({
        login,
        name,
        roles,
        scope: { units: units ?? "all", regions: "all" },
        passwordHash,
        mustChangePassword: false,
      })),
      { at, audit: [] },
    );
    if (made.kind !== "written") throw new Error(`accounts: ${made.kind}`);
  } finally {
    await storage.close();
  }
}

/** A device on which this person is signed in. */
export async function deviceOf(
  browser: Browser,
  o: SigningIn & { size: Size },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: o.size,
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  await signIn(context, o);
  return context;
}

/** A page of the product on a device of this person's own. */
export async function openAs(
  browser: Browser,
  o: SigningIn & { path: string; size: Size },
): Promise<WatchedPage> {
  return openAgain(await deviceOf(browser, o), o.origin, o.path);
}

interface SigningIn {
  readonly origin: string;
  readonly login: string;
  /** That of the people made here unless told. */
  readonly password?: string;
}

/** Signs this person in on a device, as the sign-in page does. */
export async function signIn(
  device: BrowserContext,
  { origin, login, password = PASSWORD }: SigningIn,
): Promise<void> {
  const answer = await device.request.post(`${origin}/api/v1/session`, {
    data: { login, password },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`${login}: ${answer.status()} ${await answer.text()}`);
}
