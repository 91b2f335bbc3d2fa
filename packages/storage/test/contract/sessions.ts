import { describe, expect, test } from "vitest";
import type { Session, Storage } from "../../src/index.ts";
import { made } from "./accounts.ts";
import { AT, AUDIT } from "./figures.ts";

const END = "2020-07-16T10:00:00.000Z";

export function sessionOf(accountId: string, id: string, over: Partial<Session> = {}): Session {
  return {
    id,
    accountId,
    createdAt: AT,
    lastSeenAt: AT,
    expiresAt: END,
    ip: "10.0.0.7",
    agent: "Chrome",
    method: "password",
    ...over,
  };
}

export async function write(storage: Storage, session: Session, data = "{}"): Promise<void> {
  await storage.writeSession(session.id, { data, expiresAt: END, session });
}

export function sessionContract(fresh: () => Promise<Storage>): void {
  describe("a session", () => {
    test("begins before anybody signs in and then names the account", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      await storage.writeSession("s1", { data: '{"n":1}', expiresAt: END, session: null });
      expect(await storage.readSession("s1")).toEqual({ data: '{"n":1}', session: null });
      expect(await storage.sessions({ now: AT })).toEqual([]);
      const session = sessionOf(id, "s1");
      await write(storage, session, '{"n":2}');
      expect(await storage.readSession("s1")).toEqual({ data: '{"n":2}', session });
      expect(await storage.sessions({ now: AT })).toEqual([session]);
      expect(await storage.readSession("s2")).toBeNull();
    });

    test("cannot be brought back by a request that was under way when it ended", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      const session = sessionOf(id, "s1");
      await write(storage, session);
      expect(await storage.endSessions({ id: "s1" }, AUDIT)).toBe(1);
      await write(storage, session);
      expect(await storage.readSession("s1")).toBeNull();
      expect(await storage.endSessions({ id: "s1" }, AUDIT)).toBe(0);
      expect(await storage.changesSince(0)).toMatchObject([
        { kind: "access", payload: { sessions: ["s1"] } },
      ]);
      expect(await storage.readAudit({})).toHaveLength(2);
    });

    test("ends with the others of its account, but for the one that asks", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      const other = await made(storage, { login: "li.si" });
      for (const one of ["s1", "s2", "s3"]) await write(storage, sessionOf(id, one));
      await write(storage, sessionOf(other.id, "s4"));
      expect(await storage.endSessions({ accountId: id, except: "s2" }, AUDIT)).toBe(2);
      const left = await storage.sessions({ now: AT });
      expect(left.map((s) => s.id).toSorted()).toEqual(["s2", "s4"]);
      expect(await storage.sessions({ now: AT, accountId: id })).toHaveLength(1);
      expect(await storage.changesSince(0)).toMatchObject([
        { payload: { sessions: ["s1", "s3"] } },
      ]);
    });

    test("without anybody signed in ends without a word to the log", async () => {
      const storage = await fresh();
      await storage.writeSession("s1", { data: "{}", expiresAt: END, session: null });
      expect(await storage.endSessions({ id: "s1" }, null)).toBe(1);
      expect(await storage.headSeq()).toBe(0);
      expect(await storage.readAudit({})).toEqual([]);
    });

    test("is over at either of its ends, and removed then", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      await storage.writeSession("idle", { data: "{}", expiresAt: AT, session: null });
      await write(storage, sessionOf(id, "absolute", { expiresAt: AT }));
      await write(storage, sessionOf(id, "open"));
      expect(await storage.readSession("idle")).toBeNull();
      expect(await storage.readSession("absolute")).toBeNull();
      expect((await storage.sessions({ now: AT })).map((s) => s.id)).toEqual(["open"]);
      expect(await storage.pruneSessions(AT)).toBe(2);
      expect(await storage.pruneSessions(END)).toBe(1);
    });

    test("is seen to the minute", async () => {
      const storage = await fresh();
      const { id } = await made(storage);
      await write(storage, sessionOf(id, "s1"));
      const seen = async (at: string): Promise<string | undefined> => {
        await storage.touchSession("s1", at);
        return (await storage.readSession("s1"))?.session?.lastSeenAt;
      };
      expect(await seen("2020-07-16T02:00:59.000Z")).toBe(AT);
      const minute = "2020-07-16T02:01:00.000Z";
      expect(await seen(minute)).toBe(minute);
      expect(await seen(AT)).toBe(minute);
      // The clock was stepped back: what it showed before says nothing of now.
      const hourBack = "2020-07-16T01:00:00.000Z";
      expect(await seen(hourBack)).toBe(hourBack);
    });
  });
}
