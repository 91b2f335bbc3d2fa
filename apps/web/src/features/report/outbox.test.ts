import { expect, test } from "vitest";
import type { ReportSubmission } from "@diaodu/contracts";
import { createOutbox, OUTBOX, OUTBOX_EVENTS, OUTBOX_STATES, type Parcel } from "./outbox.ts";

const submission: ReportSubmission = { unit: "finance", round: "2020-R101", items: [] };
const answer = { seq: 7, entries: [] };
const lost = new Error("lost");

/** A server that answers only when told to, and the shelf that outlives a page. */
function world() {
  const attempts: { key: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  let shelf: Parcel | null = null;
  let keys = 0;
  const open = () =>
    createOutbox({
      send: ({ key }) =>
        new Promise((resolve, reject) => {
          attempts.push({ key, resolve: () => resolve(answer), reject });
        }),
      isLost: (error) => error === lost,
      newKey: () => `key-${(keys += 1)}`,
      keep: (parcel) => {
        shelf = parcel;
      },
      kept: shelf,
    });
  const settled = () => new Promise((done) => setImmediate(done));
  return { open, attempts, settled, kept: () => shelf };
}

test("every event has an outcome in every state", () => {
  for (const state of OUTBOX_STATES) {
    for (const event of OUTBOX_EVENTS) expect(OUTBOX_STATES).toContain(OUTBOX[state][event]);
  }
});

test("nothing is sent beside what is under way or waits", () => {
  expect(OUTBOX.sending.submit).toBe("sending");
  expect(OUTBOX.waiting.submit).toBe("waiting");
});

test("a submission that is accepted is kept no longer", async () => {
  const { open, attempts, settled, kept } = world();
  const outbox = open();
  outbox.submit(submission);
  expect(kept()?.key).toBe("key-1");
  attempts[0]?.resolve();
  await settled();
  expect(outbox.view()).toMatchObject({ state: "done", answer: { seq: 7 } });
  expect(kept()).toBeNull();
});

test("after a lost answer the same submission goes out again under the same key", async () => {
  const { open, attempts, settled } = world();
  const outbox = open();
  outbox.submit(submission);
  attempts[0]?.reject(lost);
  await settled();
  expect(outbox.view().state).toBe("waiting");
  outbox.submit(submission);
  outbox.back();
  outbox.back();
  expect(attempts.map(({ key }) => key)).toEqual(["key-1", "key-1"]);
});

test("a page that died while sending finds its submission and its key", async () => {
  const { open, attempts, settled } = world();
  open().submit(submission);
  const next = open();
  expect(next.view().state).toBe("waiting");
  next.back();
  attempts[1]?.resolve();
  await settled();
  expect(next.view().state).toBe("done");
  expect(attempts.map(({ key }) => key)).toEqual(["key-1", "key-1"]);
});

test("a refused submission is sent anew under another key once it was changed", async () => {
  const { open, attempts, settled, kept } = world();
  const outbox = open();
  outbox.submit(submission);
  attempts[0]?.reject(new Error("refused"));
  await settled();
  expect(outbox.view().state).toBe("refused");
  expect(kept()).toBeNull();
  outbox.submit(submission);
  expect(attempts.map(({ key }) => key)).toEqual(["key-1", "key-2"]);
});

test("what waits can be taken back, and a late answer to it says nothing", async () => {
  const { open, attempts, settled, kept } = world();
  const outbox = open();
  outbox.submit(submission);
  attempts[0]?.reject(lost);
  await settled();
  outbox.back();
  attempts[1]?.reject(lost);
  await settled();
  outbox.close();
  expect(outbox.view().state).toBe("empty");
  expect(kept()).toBeNull();
});
