import { setTimeout as pause } from "node:timers/promises";
import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStorage, StorageUnavailable } from "../src/index.ts";
import { newAccount } from "./contract/accounts.ts";
import { commit, figure, now } from "./contract/figures.ts";

/** The advisory lock that is the log's turn. */
const LOG_TURN = 7_384_201;

let server: PostgresServer;
let made = 0;

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: "off" } });
}, 60_000);
afterAll(() => server.stop(), 60_000);

const fresh = (): Promise<string> => server.createDatabase(`losses_${(made += 1)}`);

describe("a connection that is lost", () => {
  test("under reads is replaced, and nobody notices", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now });
    await commit(storage, [figure()]);
    for (let n = 0; n < 5; n += 1) {
      await endSessions(url);
      expect(await storage.headSeq()).toBe(1);
    }
    await storage.close();
  });

  test("before the commit has undone nothing: the write is made once, on another", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now });
    const outsider = await holdTurn(url);
    const writing = commit(storage, [figure()]);
    await waiting(url, 1);
    await endSessions(url, "wait_event_type = 'Lock'");
    await outsider.end();
    expect((await writing).seq).toBe(1);
    expect(await storage.revisions(figure())).toHaveLength(1);
    await storage.close();
  });

  test("after a wait longer than a lost server is looked for is made anew all the same", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now, postgres: { patienceMs: 300 } });
    const outsider = await holdTurn(url);
    const writing = commit(storage, [figure()]);
    await waiting(url, 1);
    await pause(400);
    await endSessions(url, "wait_event_type = 'Lock'");
    await outsider.end();
    expect((await writing).seq).toBe(1);
    await storage.close();
  });

  test("during the commit, which then came to nothing, lets the write be made once", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now });
    await slowCommits(url, "change_log");
    const writing = commit(storage, [figure()]);
    await waiting(url, 1, "query = 'commit'");
    await asked(url, "insert into meta values ('quick', 'yes')");
    await endSessions(url, "query = 'commit'");
    expect((await writing).seq).toBe(1);
    expect(await storage.revisions(figure())).toHaveLength(1);
    await storage.close();
  }, 20_000);

  test("during a commit that took longer than a lost server is looked for lets the write be made once", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now, postgres: { patienceMs: 300 } });
    await slowCommits(url, "change_log");
    const writing = commit(storage, [figure()]);
    await waiting(url, 1, "query = 'commit'");
    await asked(url, "insert into meta values ('quick', 'yes')");
    await pause(400);
    await endSessions(url, "query = 'commit'");
    expect((await writing).seq).toBe(1);
    expect(await storage.revisions(figure())).toHaveLength(1);
    await storage.close();
  }, 20_000);

  test("during a commit that leaves no row in the log is told: it may have happened", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now });
    await slowCommits(url, "account");
    const outcome = storage
      .createAccounts([newAccount()], { at: now().toISOString(), audit: [], onlyFirst: true })
      .catch((error: unknown) => error);
    await waiting(url, 1, "query = 'commit'");
    await endSessions(url, "query = 'commit'");
    expect(await outcome).toBeInstanceOf(StorageUnavailable);
    await storage.close();
  }, 20_000);
});

test("a writer whose connection was lost ten times and more may still meet another", async () => {
  const url = await fresh();
  const first = await openStorage({ url, now });
  const second = await openStorage({ url, now, postgres: { patienceMs: 20_000 } });
  const outsider = await holdTurn(url);
  const reason = "更正";
  const writing = [commit(first, [figure({ value: "6.1", reason })])];
  await waiting(url, 1);
  const [ahead] = await asked<{ pid: number }>(
    url,
    "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  writing.push(commit(second, [figure({ value: "6.2", reason })]));
  for (let loss = 1; loss <= 12; loss += 1) {
    await waiting(url, 2);
    await endSessions(url, `wait_event_type = 'Lock' and pid <> ${ahead?.pid}`);
  }
  await waiting(url, 2);
  // Both planned the first revision of the one figure.
  await outsider.end();
  expect((await Promise.all(writing)).map(({ seq }) => seq)).toEqual([1, 2]);
  await first.close();
  await second.close();
}, 20_000);

describe("writers that wait too long", () => {
  const impatient = { connections: 3, connectMs: 300, lockMs: 1500 };

  test("for a connection or the turn are told that storage is unavailable; readers do not wait", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now, postgres: impatient });
    const outsider = await holdTurn(url);
    const regions = ["371400", "371402", "371403", "371421"];
    const writing = Promise.allSettled(
      regions.map((region) => commit(storage, [figure({ region })])),
    );
    await waiting(url, 2);
    expect(await storage.headSeq()).toBe(0);
    for (const each of await writing) {
      if (each.status === "fulfilled") throw new Error("a writer had the turn of another");
      expect(each.reason).toBeInstanceOf(StorageUnavailable);
    }
    await outsider.end();
    expect((await commit(storage, [figure()])).seq).toBe(1);
    await storage.close();
  });

  test("no longer than a turn may take are not turned away for want of a connection", async () => {
    const url = await fresh();
    const storage = await openStorage({ url, now, postgres: { ...impatient, lockMs: 20_000 } });
    const outsider = await holdTurn(url);
    const regions = ["371400", "371402", "371403", "371421"];
    const writing = Promise.all(regions.map((region) => commit(storage, [figure({ region })])));
    await waiting(url, 2);
    // The two without a connection wait longer than it may take to be connected.
    await pause(impatient.connectMs * 3);
    await outsider.end();
    expect(new Set((await writing).map(({ seq }) => seq))).toEqual(new Set([1, 2, 3, 4]));
    await storage.close();
  });

  test("for a server that was set to read only go on when it takes writes again", async () => {
    const url = await fresh();
    const name = new URL(url).pathname.slice(1);
    const storage = await openStorage({ url, now, postgres: { patienceMs: 500 } });
    const setReadOnly = async (value: "on" | "off"): Promise<void> => {
      await asked(
        server.url,
        `alter database ${name} set default_transaction_read_only = ${value}`,
      );
      await endSessions(url);
    };
    await setReadOnly("on");
    await expect(commit(storage, [figure()])).rejects.toThrow(StorageUnavailable);
    await setReadOnly("off");
    expect((await commit(storage, [figure()])).seq).toBe(1);
    await storage.close();
  });
});

async function asked<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Ends the sessions of this database but the asking one. */
async function endSessions(url: string, which = "true"): Promise<void> {
  await asked(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and ${which}`,
  );
}

/** Takes the turn of the log and keeps it until the client ends. */
async function holdTurn(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`select pg_advisory_lock(${LOG_TURN})`);
  return client;
}

async function waiting(
  url: string,
  count: number,
  how = "wait_event_type = 'Lock'",
): Promise<void> {
  const statement = `select 1 from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and ${how}`;
  await expect
    .poll(async () => (await asked(url, statement)).length, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(count);
}

/** Makes each commit of a row of `table` take its time, as a disk or a standby may. */
async function slowCommits(url: string, table: string): Promise<void> {
  await asked(
    url,
    `create function slow_commit() returns trigger language plpgsql as
       'begin if not exists (select 1 from meta where key = ''quick'') then perform pg_sleep(20); end if; return null; end';
     create constraint trigger slow_commit after insert on ${table}
       deferrable initially deferred for each row execute function slow_commit()`,
  );
}
