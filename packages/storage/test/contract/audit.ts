import { describe, expect, test } from "vitest";
import type { AuditEntry, Storage } from "../../src/index.ts";
import { AUDIT } from "./figures.ts";

const ZEROS = "0".repeat(64);

/** Runs one statement against the database behind the storage's back. */
export type Outside = (url: string, statement: string) => Promise<void>;

export function auditContract(
  fresh: () => Promise<Storage>,
  freshUrl: () => Promise<string>,
  open: (url: string) => Promise<Storage>,
  outside: Outside,
): void {
  const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({ ...AUDIT, ...over });

  describe("the audit log", () => {
    test("chains every row to the one before and reads them newest first", async () => {
      const storage = await fresh();
      expect(await storage.verifyAudit()).toEqual({ ok: true, rows: 0, head: ZEROS });
      await storage.appendAudit(entry(), entry({ detail: null, object: null }));
      await storage.appendAudit();
      await storage.appendAudit(entry({ action: "session.sign_in", result: "failed" }));
      const rows = await storage.readAudit({});
      expect(rows.map((row) => row.n)).toEqual([3, 2, 1]);
      expect(rows.map((row) => row.previousHash)).toEqual([rows[1]?.hash, rows[2]?.hash, ZEROS]);
      expect(rows[2]).toMatchObject(AUDIT);
      const head = rows[0]?.hash;
      expect(await storage.verifyAudit()).toEqual({ ok: true, rows: 3, head });
      expect(await storage.verifyAudit(rows[2]?.hash)).toMatchObject({ ok: true });
    });

    test("is narrowed by actor, action, result and time, and read in pages", async () => {
      const storage = await fresh();
      await storage.appendAudit(
        entry({ at: "2020-07-16T01:00:00.000Z" }),
        entry({ at: "2020-07-16T02:00:00.000Z", action: "board.read", result: "refused" }),
        entry({
          at: "2020-07-16T03:00:00.000Z",
          actor: { ...AUDIT.actor, id: "a2", name: "Li_审计" },
        }),
      );
      const numbers = async (filter: Parameters<Storage["readAudit"]>[0]): Promise<number[]> =>
        (await storage.readAudit(filter)).map((row) => row.n);
      expect(await numbers({ actorId: "a2" })).toEqual([3]);
      expect(await numbers({ actor: "li_审" })).toEqual([3]);
      expect(await numbers({ actor: "l__" })).toEqual([]);
      expect(await numbers({ action: "board.read" })).toEqual([2]);
      expect(await numbers({ result: "done" })).toEqual([3, 1]);
      expect(
        await numbers({ from: "2020-07-16T02:00:00.000Z", to: "2020-07-16T03:00:00.000Z" }),
      ).toEqual([2]);
      expect(await numbers({ limit: 2 })).toEqual([3, 2]);
      expect(await numbers({ limit: 2, before: 2 })).toEqual([1]);
      await expect(storage.readAudit({ limit: 1001 })).rejects.toThrow(RangeError);
    });

    test("can be verified whatever text it holds", async () => {
      const storage = await fresh();
      const odd = `"'\\ 😀 \u0000 \ud800 \u2028`;
      await storage.appendAudit(
        entry({
          actor: { ...AUDIT.actor, name: odd },
          object: odd,
          detail: { b: odd, a: [1, 0.1, -0, { z: undefined, y: null }], 2: true, 10: false },
        }),
      );
      expect(await storage.verifyAudit()).toMatchObject({ ok: true, rows: 1 });
    });

    test("has no hole and no fork while many write at once", { timeout: 60_000 }, async () => {
      const url = await freshUrl();
      const [one, two] = [await open(url), await open(url)];
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          i % 3 === 0
            ? (i % 2 === 0 ? one : two).saveRegion(
                { code: `${i}`, name: "x", shortName: "x", level: "city", parent: null },
                { audit: AUDIT },
              )
            : (i % 2 === 0 ? one : two).appendAudit(entry({ object: `${i}` })),
        ),
      );
      expect(await one.verifyAudit()).toMatchObject({ ok: true, rows: 60 });
    });

    test("is verified over more rows than are read at once", { timeout: 60_000 }, async () => {
      const storage = await fresh();
      const many = Array.from({ length: 1100 }, (_, i) => entry({ object: `${i}` }));
      await storage.appendAudit(...many);
      expect(await storage.verifyAudit()).toMatchObject({ ok: true, rows: 1100 });
    });

    test.each(["update audit set result = 'refused'", "delete from audit"])(
      "is kept by the database itself from: %s",
      async (statement) => {
        const url = await freshUrl();
        const storage = await open(url);
        await storage.appendAudit(entry());
        await expect(outside(url, statement)).rejects.toThrow("append-only");
        expect(await storage.readAudit({})).toHaveLength(1);
      },
    );

    const swap = (a: number, b: number): string[] => [
      `update audit set n = -1 where n = ${a}`,
      `update audit set n = ${a} where n = ${b}`,
      `update audit set n = ${b} where n = -1`,
    ];
    test.each([
      ["an edited field", ["update audit set actor_name = '李四' where n = 3"], 3, "edited"],
      ["an edited detail", [`update audit set detail = '{"a":1}' where n = 3`], 3, "edited"],
      ["a detail that is no JSON", ["update audit set detail = '{' where n = 3"], 3, "edited"],
      ["an edited hash", ["update audit set hash = 'x' where n = 3"], 3, "edited"],
      ["a broken link", ["update audit set previous_hash = 'x' where n = 3"], 3, "edited"],
      ["a removed row", ["delete from audit where n = 3"], 3, "removed"],
      ["a removed first row", ["delete from audit where n = 1"], 1, "removed"],
      [
        "a removed row whose number was given to the next",
        ["delete from audit where n = 3", "update audit set n = n - 1 where n = 4"],
        3,
        "removed",
      ],
      ["two rows that changed places", swap(3, 4), 3, "reordered"],
      ["a row that was put at the end", ["update audit set n = 6 where n = 3"], 3, "reordered"],
    ] as const)("tells %s, though nothing refused it", async (_, statements, at, fault) => {
      const url = await freshUrl();
      const storage = await open(url);
      await storage.appendAudit(...Array.from({ length: 5 }, (_, i) => entry({ object: `${i}` })));
      const locks =
        storage.kind === "postgres"
          ? ["drop trigger audit_fixed on audit"]
          : ["drop trigger audit_no_update", "drop trigger audit_no_delete"];
      for (const statement of [...locks, ...statements]) await outside(url, statement);
      expect(await storage.verifyAudit()).toEqual({ ok: false, at, fault });
    });

    test("tells rows cut off at its end by a hash that was noted elsewhere", async () => {
      const url = await freshUrl();
      const storage = await open(url);
      await storage.appendAudit(entry(), entry(), entry());
      const [last] = await storage.readAudit({ limit: 1 });
      const lock = storage.kind === "postgres" ? "audit_fixed on audit" : "audit_no_delete";
      await outside(url, `drop trigger ${lock}`);
      await outside(url, "delete from audit where n = 3");
      expect(await storage.verifyAudit()).toMatchObject({ ok: true, rows: 2 });
      expect(await storage.verifyAudit(last?.hash)).toEqual({
        ok: false,
        at: 3,
        fault: "head_missing",
      });
    });
  });
}
