import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStorage, StorageUnavailable } from "../src/index.ts";
import { commit, figure, now } from "./contract/figures.ts";
import { storageContract } from "./contract-suite.ts";

let server: PostgresServer;
let made = 0;
const freshUrl = (): Promise<string> => server.createDatabase(`contract_${(made += 1)}`);

beforeAll(async () => {
  // Dozens of databases are made here and none outlives the machine: no need to sync them.
  server = await startPostgres({ settings: { fsync: "off", max_connections: "200" } });
}, 60_000);
afterAll(() => server.stop(), 60_000);

storageContract("postgres", freshUrl, async (url, statement) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
});

describe("a PostgreSQL server that dies", () => {
  test(
    "loses no acknowledged figure, and the storage finds it again",
    { timeout: 60_000 },
    async () => {
      const storage = await openStorage({ url: await freshUrl(), now, pollMs: 50 });
      const heard: number[] = [];
      storage.onCommit((head) => heard.push(head));
      const { seq } = await commit(storage, [figure()]);
      await server.kill();
      // The server's children notice its death a moment later, and answer until then.
      await expect
        .poll(() => storage.headSeq().catch((error: unknown) => error), { timeout: 20_000 })
        .toBeInstanceOf(StorageUnavailable);
      await expect(commit(storage, [figure({ region: "371402" })])).rejects.toThrow(
        StorageUnavailable,
      );
      await server.restart();
      await expect.poll(() => storage.headSeq().catch(() => -1), { timeout: 20_000 }).toBe(seq);
      await commit(storage, [figure({ value: "1402", reason: "更正" })]);
      expect(heard).toEqual([1, 2]);
      expect(await storage.revisions(figure())).toHaveLength(2);
      await storage.close();
    },
  );

  test("is told apart from a mistake", async () => {
    const url = server.urlOf("no_such_database");
    await expect(openStorage({ url, now })).rejects.toThrow(StorageUnavailable);
    await expect(openStorage({ url: "mysql://x", now })).rejects.toThrow(RangeError);
  });

  test("is heard again after the listening connection was cut", { timeout: 60_000 }, async () => {
    const url = await freshUrl();
    // No poll within this test: only LISTEN can carry the news.
    const listener = await openStorage({ url, now, pollMs: 3_600_000 });
    const writer = await openStorage({ url, now });
    const heard: number[] = [];
    listener.onCommit((head) => heard.push(head));
    let n = 0;
    const commitUntilHeard = async (): Promise<void> => {
      const before = heard.length;
      await expect
        .poll(
          async () => {
            await commit(writer, [figure({ value: String((n += 1)), reason: "更正" })]).catch(
              () => {},
            );
            return heard.length;
          },
          { timeout: 20_000, interval: 50 },
        )
        .toBeGreaterThan(before);
    };
    await commitUntilHeard();
    await server.kill();
    await server.restart();
    await commitUntilHeard();
    await Promise.all([listener.close(), writer.close()]);
  });
});
