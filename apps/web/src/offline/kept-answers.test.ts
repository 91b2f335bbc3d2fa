import { expect, test } from "vitest";
import type { Api } from "../api/api.ts";
import { Refused, Unreachable } from "../api/problem.ts";
import { keepingApi } from "./kept-answers.ts";

/** A cache of a browser, as much of it as is used. */
function drawer() {
  const kept = new Map<string, string>();
  const address = (request: string) => new URL(request, "https://phone.test").href;
  const cache = {
    put: async (request: string, answer: Response) => {
      kept.set(address(request), await answer.text());
    },
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (request: string) => kept.delete(address(request)),
  };
  const match = async (request: string) => {
    const body = kept.get(address(request));
    return body === undefined ? undefined : new Response(body);
  };
  return { open: async () => cache, match } as unknown as CacheStorage;
}

function phone(answers: Record<string, unknown>) {
  const told: boolean[] = [];
  const line = { answers, error: null as Error | null };
  const get = (async (path: string) => {
    if (line.error !== null) throw line.error;
    return line.answers[path];
  }) as Api["get"];
  const refuse = () => Promise.reject(new Error("not sent here"));
  const api = keepingApi(
    { get, send: refuse, upload: refuse },
    { caches: drawer(), onKept: (kept) => told.push(kept) },
  );
  return { api, line, told };
}

const me = (id: string | null) => ({ account: id === null ? null : { id } });
const CUT = new Unreachable("cut");

test("without a network the last answer is shown, and it is said", async () => {
  const { api, line, told } = phone({ "/items": { items: [1] } });
  await api.get("/items");
  line.error = CUT;
  expect(await api.get("/items")).toEqual({ items: [1] });
  expect(told).toEqual([false, true]);
});

test("what was never read is not there, and a refusal is no lack of a network", async () => {
  const { api, line } = phone({ "/items": 1 });
  await api.get("/items");
  line.error = CUT;
  await expect(api.get("/slips")).rejects.toBe(CUT);
  line.error = new Refused({ type: "", title: "没有权限", status: 403, code: "forbidden" });
  await expect(api.get("/items")).rejects.toBe(line.error);
});

test("whoever signs in next finds nothing of who was there before", async () => {
  for (const next of ["zhao", null]) {
    const { api, line } = phone({ "/me": me("wang"), "/items": 1 });
    await api.get("/me");
    await api.get("/items");
    line.answers = { "/me": me(next) };
    await api.get("/me");
    line.error = CUT;
    await expect(api.get("/items")).rejects.toBe(CUT);
    expect(await api.get("/me")).toEqual(me(next));
  }
});

test("the same person's answers stay", async () => {
  const { api, line } = phone({ "/me": me("wang"), "/items": 1 });
  await api.get("/me");
  await api.get("/items");
  await api.get("/me");
  line.error = CUT;
  expect(await api.get("/items")).toBe(1);
});
