import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import type { Me, OfficeEvents } from "@diaodu/contracts";
import { OFFICE_NAMESPACE } from "@diaodu/contracts";
import type { PersonalRole, Scope } from "@diaodu/domain";
import type { Account, AuditEntry } from "@diaodu/storage";
import { createPasswords } from "../src/access/passwords.ts";
import { CHEAP } from "./world.ts";
import type { World } from "./world.ts";

/** A password that keeps every rule, of everybody in tests. */
export const PASSWORD = "Cheng-shi-2020";

const EVERYWHERE: Scope = { units: "all", regions: "all" };

/** A browser of one person: keeps cookies, sends the token of its session back. */
export interface Browser {
  readonly cookies: Map<string, string>;
  /** Sends with every request besides the cookies. */
  readonly headers: Record<string, string>;
  /** `body` is sent as JSON; changes carry the token of the last `me`. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  /** Another site's page, with this browser's cookies; `form` posts it. */
  visit(url: string, form?: URLSearchParams): Promise<Response>;
  /** The body of an answer that must be fine. */
  json<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Proof of the session against forgery, as `me` told it last; empty before. */
  token(): string;
  signIn(login: string, password?: string): Promise<Me>;
  me(): Promise<Me>;
  /** A socket of the office; connected where `wait` resolves. */
  office(headers?: Record<string, string>): OfficeSocket;
}
export type OfficeSocket = Socket<OfficeEvents, Record<string, never>>;

export function openBrowser(world: Pick<World, "url">): Browser {
  const cookies = new Map<string, string>();
  const headers: Record<string, string> = {};
  let csrf = "";
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");

  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(path.startsWith("http") ? path : `${world.url}/api/v1${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(cookies.size > 0 ? { cookie: cookie() } : {}),
        ...(csrf === "" ? {} : { "x-csrf-token": csrf }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    keep(answer);
    return answer;
  }
  async function visit(url: string, form?: URLSearchParams): Promise<Response> {
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: cookie() },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    keep(answer);
    return answer;
  }
  function keep(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";", 1)[0]?.split(/=(.*)/su) ?? [];
      if (/expires=thu, 01 jan 1970/iu.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  }
  async function json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await ask(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
  const remember = (me: Me): Me => {
    csrf = me.csrfToken;
    return me;
  };
  return {
    cookies,
    headers,
    ask,
    visit,
    json,
    token: () => csrf,
    signIn: async (login, password = PASSWORD) =>
      remember(await json<Me>("POST", "/session", { login, password })),
    me: async () => remember(await json<Me>("GET", "/me")),
    office: (more = {}) =>
      io(`${world.url}${OFFICE_NAMESPACE}`, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: cookie(), ...more },
      }),
  };
}

export function auditOf(action: string, at = "2020-07-20T04:00:00.000Z"): AuditEntry {
  return {
    at,
    actor: { kind: "system", id: null, name: "测试", ip: null },
    action,
    object: null,
    result: "done",
    detail: null,
  };
}

let hashed: Promise<string> | null = null;

/** Makes an account without asking anybody: what tests of other things begin with. */
export async function makeAccount(
  world: Pick<World, "storage">,
  login: string,
  roles: readonly PersonalRole[],
  scope: Scope = EVERYWHERE,
): Promise<Account> {
  hashed ??= createPasswords(CHEAP).hash(PASSWORD);
  const made = await world.storage.createAccounts(
    [{ login, name: login, roles, scope, passwordHash: await hashed, mustChangePassword: false }],
    { at: "2020-07-20T04:00:00.000Z", audit: [auditOf("account.write")] },
  );
  const account = made.kind === "written" ? made.accounts[0] : undefined;
  if (account === undefined) throw new Error(`${login}: ${made.kind}`);
  return account;
}

/** A person with these roles, signed in. */
export async function signedIn(
  world: World,
  login: string,
  roles: readonly PersonalRole[],
  scope: Scope = EVERYWHERE,
): Promise<Browser & { readonly account: Account }> {
  const account = await makeAccount(world, login, roles, scope);
  const browser = openBrowser(world);
  await browser.signIn(login);
  return { ...browser, account };
}

/** Resolves when the socket is open, rejects with the server's word when it is refused. */
export function opened(socket: OfficeSocket): Promise<OfficeSocket> {
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(socket));
    socket.once("connect_error", reject);
  });
}
