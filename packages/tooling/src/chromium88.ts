import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { unpackChromium88 } from "./chromium88-unpack.ts";
import { connectDevTools, type DevTools } from "./devtools.ts";

export { chromium88Runs, unpackChromium88 } from "./chromium88-unpack.ts";

/** One page in a Chromium of January 2021, the oldest kind of browser that we promise to serve. */
export interface Browser88 {
  readonly version: string;
  /** Console errors, uncaught errors and failed requests since the start, one line each. */
  readonly problems: readonly string[];
  /** Goes to an address and waits for its load event. @throws Error when it cannot be reached */
  navigate(url: string): Promise<void>;
  /** Evaluates an expression on the page, awaits it, and returns its JSON value. */
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is truthy; by default 15 seconds. @throws Error when it never is */
  waitFor(expression: string, milliseconds?: number): Promise<void>;
  /** The visible part as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Browser88Options {
  readonly width?: number;
  readonly height?: number;
}

/** This build's multi-process mode needs a sandbox and a zygote that containers do not give. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-zygote",
  "--single-process",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--hide-scrollbars",
  "--remote-debugging-port=0",
];

const PAGE_WITHIN_MS = 10_000;

/** Starts it; Playwright no longer speaks to a browser this old, so DevTools drives it directly. */
export async function launchChromium88(options: Browser88Options = {}): Promise<Browser88> {
  const { executable, environment } = await unpackChromium88();
  const profile = mkdtempSync(join(tmpdir(), "diaodu-chromium88-"));
  const { width = 1280, height = 800 } = options;
  const child = spawn(
    executable,
    [...FLAGS, `--window-size=${width},${height}`, `--user-data-dir=${profile}`, "about:blank"],
    { env: environment, stdio: ["ignore", "ignore", "pipe"] },
  );
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const end = async (): Promise<void> => {
    child.kill("SIGKILL");
    await gone;
    process.off("exit", endWithUs);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    const origin = await listeningAt(child.stderr, gone);
    const { Browser: version } = await readJson<{ Browser: string }>(`${origin}/json/version`);
    const tools = await connectDevTools(await addressOfPage(origin));
    const page = await drive(tools);
    return {
      ...page,
      version,
      close: async () => {
        tools.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Its first words on stderr name the port that it chose. */
function listeningAt(stderr: NodeJS.ReadableStream, gone: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    stderr.setEncoding("utf8");
    stderr.on("data", (text: string) => {
      said += text;
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(said);
      if (found !== null) resolve(`http://${found[1]}`);
    });
    void gone.then(() => reject(new Error(`Chromium 88 ended:\n${said}`)));
  });
}

/** It listens a moment before its first page is open. */
async function addressOfPage(origin: string): Promise<string> {
  const deadline = performance.now() + PAGE_WITHIN_MS;
  for (;;) {
    const targets = await readJson<{ type: string; webSocketDebuggerUrl: string }[]>(
      `${origin}/json/list`,
    );
    const page = targets.find(({ type }) => type === "page");
    if (page !== undefined) return page.webSocketDebuggerUrl;
    if (performance.now() > deadline) throw new Error("Chromium 88 opened no page");
    await pause(20);
  }
}

async function readJson<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

async function drive(tools: DevTools): Promise<Omit<Browser88, "version" | "close">> {
  const problems: string[] = [];
  const addresses = new Map<unknown, unknown>();
  tools.on("Runtime.consoleAPICalled", ({ type, args }) => {
    if (type === "error") problems.push(`console: ${words(args as RemoteObject[])}`);
  });
  tools.on("Runtime.exceptionThrown", ({ exceptionDetails }) => {
    problems.push(`page: ${failure(exceptionDetails as ExceptionDetails)}`);
  });
  tools.on("Log.entryAdded", ({ entry }) => {
    const { level, text, url } = entry as { level: string; text: string; url?: string };
    if (level === "error") problems.push(`log: ${text} ${url ?? ""}`.trimEnd());
  });
  tools.on("Network.requestWillBeSent", ({ requestId, request }) => {
    addresses.set(requestId, (request as { url: string }).url);
  });
  tools.on("Network.loadingFailed", ({ requestId, errorText, canceled }) => {
    if (canceled === true || errorText === "net::ERR_ABORTED") return;
    problems.push(`request: ${String(addresses.get(requestId))} ${String(errorText)}`);
  });
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await tools.send(`${domain}.enable`);

  let loaded = (): void => undefined;
  tools.on("Page.loadEventFired", () => loaded());
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await tools.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(failure(exceptionDetails as ExceptionDetails));
    }
    return (result as RemoteObject).value;
  };
  return {
    problems,
    evaluate,
    navigate: async (url) => {
      const load = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      const { errorText } = await tools.send("Page.navigate", { url });
      if (typeof errorText === "string") throw new Error(`${url}: ${errorText}`);
      await load;
    },
    waitFor: async (expression, milliseconds = 15_000) => {
      const deadline = performance.now() + milliseconds;
      while (!(await evaluate(`Boolean(${expression})`))) {
        if (performance.now() > deadline) throw new Error(`Never true: ${expression}`);
        await pause(50);
      }
    },
    screenshot: async () => {
      const { data } = await tools.send("Page.captureScreenshot", { format: "png" });
      return Buffer.from(String(data), "base64");
    },
  };
}

interface RemoteObject {
  readonly value?: unknown;
  readonly description?: string;
}

interface ExceptionDetails {
  readonly text: string;
  readonly exception?: RemoteObject;
}

function words(args: readonly RemoteObject[]): string {
  return args
    .map(
      ({ value, description }) =>
        description ?? (typeof value === "string" ? value : JSON.stringify(value)),
    )
    .join(" ");
}

function failure({ text, exception }: ExceptionDetails): string {
  return exception?.description ?? `${text} ${JSON.stringify(exception?.value)}`;
}
