import { afterEach, expect, test, vi } from "vitest";
import { watchShutOut } from "./shut-out.ts";

afterEach(() => vi.unstubAllGlobals());

/** A socket that is refused with each of these, and a board that answers with this status. */
async function refused(reasons: readonly string[], status: number): Promise<number> {
  vi.stubGlobal("fetch", async () => new Response(null, { status }));
  let tell: (error: Error) => void = () => undefined;
  let times = 0;
  watchShutOut({ on: (_, listener) => (tell = listener) }, () => (times += 1));
  for (const reason of reasons) {
    tell(new Error(reason));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return times;
}

test("whoever the server refuses on both ways is shut out, once", async () => {
  expect(await refused(["unauthenticated", "unauthenticated"], 401)).toBe(1);
});

test("a server that is away, or a proxy that drops the socket's cookies, shuts nobody out", async () => {
  expect(await refused(["xhr poll error", "not_ready"], 401)).toBe(0);
  expect(await refused(["unauthenticated"], 200)).toBe(0);
});
