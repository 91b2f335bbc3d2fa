import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openBrowser, signedIn } from "../../../test/people.ts";
import { figure, next, openWorld, submissionOf, subscribe } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

const PASSWORD = "a password of this test";

let world: World;
beforeEach(async () => {
  world = await openWorld({ access: { metricsPassword: PASSWORD } });
});
afterEach(() => world.close());

/** What is measured now, by series as it is printed. */
async function measured(): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${world.url}/metrics`)).text();
  return new Map(
    [...text.matchAll(/^([^#\s]\S*) (\S+)$/gmu)].map(([, name, value]) => [
      name ?? "",
      Number(value),
    ]),
  );
}

test("a commit, its broadcast and how far pages are told can be watched", async () => {
  const page = world.connect();
  await subscribe(page, await world.board());
  const told = next(page, "changes");
  const answer = await world.post(submissionOf(figure()));
  const { seq } = (await answer.json()) as { seq: number };
  await told;
  const now = await measured();
  expect(now.get("diaodu_log_head_seq")).toBe(seq);
  expect(now.get("diaodu_board_seq")).toBe(seq);
  expect(now.get("diaodu_commit_untold_seconds")).toBe(0);
  expect(now.get('diaodu_sockets{namespace="board"}')).toBe(1);
  expect(now.get("diaodu_commit_to_broadcast_seconds_count")).toBeGreaterThan(0);
  expect(now.get('diaodu_write_duration_seconds_count{outcome="committed"}')).toBeGreaterThan(0);
  expect(now.get("diaodu_storage_up")).toBe(1);
  expect(now.get("diaodu_data_dir_free_bytes")).toBeGreaterThan(0);
});

test("a database that is away is measured as away, and measuring goes on", async () => {
  await world.storage.close();
  const now = await measured();
  expect(now.get("diaodu_storage_up")).toBe(0);
  expect(now.has("diaodu_log_head_seq")).toBe(false);
  expect(now.get("diaodu_board_seq")).toBe(world.boards.head().seq);
});

test("pages that have to load the board anew are counted by why", async () => {
  const board = await world.board();
  await subscribe(world.connect(), { ...board, database: "00000000-0000-4000-8000-000000000000" });
  expect((await measured()).get('diaodu_resets_answered_total{reason="other_database"}')).toBe(1);
});

test("failed sign-ins and the locks that follow are counted, and so is who came in", async () => {
  await signedIn(world, "wang", ["viewer"]);

  const guess = openBrowser(world);
  for (let n = 1; n <= 5; n += 1) {
    await guess.ask("POST", "/session", { login: "wang", password: `Wrong-guess-${n}` });
  }
  const now = await measured();
  expect(now.get('diaodu_sign_ins_total{result="done"}')).toBe(1);
  expect(now.get('diaodu_sign_ins_total{result="failed"}')).toBe(5);
  expect(now.get("diaodu_account_locks_total")).toBe(1);
});

test("the last backup and the last check of the audit log are told as times", async () => {
  expect((await measured()).get("diaodu_last_backup_timestamp_seconds")).toBe(0);
  await world.storage.meta.set("last_backup_at", "2020-07-19T18:00:00.000Z");
  await world.storage.meta.set("audit_verified_at", "2020-07-19T19:00:00.000Z");
  await vi.waitFor(
    async () => {
      const now = await measured();
      expect(now.get("diaodu_last_backup_timestamp_seconds")).toBe(1_595_181_600);
      expect(now.get("diaodu_audit_verified_timestamp_seconds")).toBe(1_595_185_200);
    },
    { timeout: 10_000, interval: 300 },
  );
});

test("a round whose steps cannot be taken is counted as such", async () => {
  await world.application.keepRounds(new Date("2020-07-20T04:00:00Z"));
  await world.storage.close();
  await expect(world.application.keepRounds(new Date("2020-08-20T04:00:00Z"))).rejects.toThrow();
  const now = await measured();
  expect(now.get('diaodu_round_keeper_runs_total{outcome="done"}')).toBe(1);
  expect(now.get('diaodu_round_keeper_runs_total{outcome="failed"}')).toBe(1);
});

test.each([
  [403, "a request that a proxy passed on", { "x-forwarded-for": "127.0.0.1" }],
  [403, "another machine with a wrong password", from("10.0.0.9", "wrong")],
  [200, "another machine with the password", from("10.0.0.9", PASSWORD)],
])("measurements are answered by %i to %s", async (status, _who, headers) => {
  expect((await fetch(`${world.url}/metrics`, { headers })).status).toBe(status);
});

function from(address: string, password: string): Record<string, string> {
  const authorization = `Basic ${Buffer.from(`prometheus:${password}`).toString("base64")}`;
  return { "x-real-ip": address, authorization };
}
