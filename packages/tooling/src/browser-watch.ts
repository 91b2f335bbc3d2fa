import type { Page } from "playwright-core";

/** What went wrong on a page since it was watched, one line each. */
export interface PageWatch {
  readonly consoleErrors: readonly string[];
  readonly pageErrors: readonly string[];
  readonly failedRequests: readonly string[];
  readonly foreignRequests: readonly string[];
  /** Everything above, each line with its kind. */
  problems(): string[];
  /**
   * Fails on any problem whose line matches none of `expected`. A test that cuts the link names
   * what that must cause; a request to a foreign host is never expected.
   */
  assertClean(expected?: readonly RegExp[]): void;
  /** Forgets what was seen so far. */
  clear(): void;
}

/**
 * Collects console errors, uncaught errors, failed requests and requests to any host but
 * `origin` (for example `http://127.0.0.1:4100`). Call it before the first navigation.
 */
export function watchPage(page: Page, origin: string): PageWatch {
  const host = new URL(origin).host;
  const consoleErrors: string[] = [];
  const pageErrors: string[] = [];
  const failedRequests: string[] = [];
  const foreignRequests: string[] = [];
  const checkHost = (address: string): void => {
    const url = new URL(address);
    if (["data:", "blob:", "about:", "chrome:"].includes(url.protocol)) return;
    if (url.host !== host) foreignRequests.push(address);
  };

  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const where = message.location().url;
    consoleErrors.push(where === "" ? message.text() : `${message.text()} (${where})`);
  });
  page.on("pageerror", (error) => pageErrors.push(error.stack ?? error.message));
  page.on("websocket", (socket) => checkHost(socket.url()));
  page.on("request", (request) => checkHost(request.url()));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Leaving a page cancels what it was still loading: that is no fault.
    if (why !== "net::ERR_ABORTED") {
      failedRequests.push(`${request.method()} ${request.url()} ${why}`);
    }
  });

  const excusable = (): string[] => [
    ...consoleErrors.map((line) => `console: ${line}`),
    ...pageErrors.map((line) => `page: ${line}`),
    ...failedRequests.map((line) => `request: ${line}`),
  ];
  const foreign = (): string[] => foreignRequests.map((line) => `foreign host: ${line}`);
  return {
    consoleErrors,
    pageErrors,
    failedRequests,
    foreignRequests,
    problems: () => [...excusable(), ...foreign()],
    assertClean: (expected = []) => {
      const left = [
        ...excusable().filter((line) => !expected.some((pattern) => pattern.test(line))),
        ...foreign(),
      ];
      if (left.length > 0) throw new Error(`The page is not clean:\n${left.join("\n")}`);
    },
    clear: () => {
      for (const list of [consoleErrors, pageErrors, failedRequests, foreignRequests]) {
        list.length = 0;
      }
    },
  };
}
