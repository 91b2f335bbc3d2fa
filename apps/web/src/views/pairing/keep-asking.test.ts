import { expect, test } from "vitest";
import { Refused, Unreachable } from "../../api/problem.ts";
import { keepAsking, type PairingState } from "./keep-asking.ts";

type Answer = { state: "waiting" | "paired"; code: string | null } | Error;

/** Plays these answers to GET and POST in turn, and steps by hand. */
async function play(answers: { get: Answer[]; post: Answer[] }): Promise<PairingState[]> {
  const states: PairingState[] = [];
  const take = async (from: Answer[]) => {
    const answer = from.shift();
    if (answer === undefined) throw new Error("asked once too often");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  await new Promise<void>((resolve) => {
    keepAsking({
      api: {
        get: <T>() => take(answers.get) as Promise<T>,
        send: <T>() => take(answers.post) as Promise<T>,
      },
      clock: () => 7,
      later: (step) => (answers.get.length === 0 ? resolve() : step()),
      onState: (state) => {
        states.push(state);
        if (state.kind === "paired") resolve();
      },
    });
  });
  return states;
}

const none: Answer = { state: "waiting", code: null };
const waiting = (code: string): Answer => ({ state: "waiting", code });

test("a new display asks for a code, shows it, and opens once it is typed", async () => {
  const states = await play({
    get: [none, waiting("ABC234"), { state: "paired", code: null }],
    post: [waiting("ABC234")],
  });
  expect(states).toEqual([
    { kind: "waiting", code: "ABC234", at: 7 },
    { kind: "waiting", code: "ABC234", at: 7 },
    { kind: "paired" },
  ]);
});

test("a code that has run out is replaced by itself", async () => {
  const states = await play({
    get: [waiting("ABC234"), none],
    post: [waiting("XYZ789")],
  });
  expect(states.at(-1)).toEqual({ kind: "waiting", code: "XYZ789", at: 7 });
});

test("a server that is away is asked again, and the code stays on the screen", async () => {
  const states = await play({
    get: [waiting("ABC234"), new Unreachable("away"), waiting("ABC234")],
    post: [],
  });
  expect(states.map(({ kind }) => kind)).toEqual(["waiting", "unreachable", "waiting"]);
  expect(states[1]).toMatchObject({ code: "ABC234" });
});

test("a server that is asked too often is said to be busy, not away", async () => {
  const busy = new Refused({
    type: "urn:diaodu:problem:too_many_requests",
    title: "请求过于频繁，请稍后再试",
    status: 429,
    code: "too_many_requests",
  });
  const states = await play({ get: [none], post: [busy] });
  expect(states).toEqual([{ kind: "busy", code: null }]);
});
