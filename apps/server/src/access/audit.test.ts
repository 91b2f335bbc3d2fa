import { expect, test } from "vitest";
import type { AuditEntry } from "@diaodu/storage";
import { createAuditor } from "./audit.ts";
import { nobodyAt } from "./caller.ts";

function logOf() {
  const rows: AuditEntry[] = [];
  let now = Date.parse("2026-01-01T00:00:00Z");
  const auditor = createAuditor(
    { appendAudit: async (...entries) => void rows.push(...entries) },
    () => new Date(now),
  );
  return { rows, auditor, pass: (ms: number) => (now += ms) };
}

const refusal = { action: "audit.read", result: "refused" } as const;

test("a flood of one refusal is one row, and one more that counts the rest", async () => {
  const { rows, auditor, pass } = logOf();
  const caller = nobodyAt("closed", "192.0.2.1");
  for (let time = 0; time < 500; time += 1) await auditor.note(caller, refusal);
  expect(rows).toHaveLength(1);
  pass(60_000);
  await auditor.flush();
  expect(rows).toHaveLength(2);
  expect(rows[1]?.detail).toEqual({ repeated: 499, since: "2026-01-01T00:00:00.000Z" });
  await auditor.note(caller, refusal);
  expect(rows).toHaveLength(3);
});

test("another caller, action or object is a row of its own", async () => {
  const { rows, auditor } = logOf();
  await auditor.note(nobodyAt("closed", "192.0.2.1"), refusal);
  await auditor.note(nobodyAt("closed", "192.0.2.2"), refusal);
  await auditor.note(nobodyAt("closed", "192.0.2.1"), { ...refusal, action: "account.read" });
  await auditor.note(nobodyAt("closed", "192.0.2.1"), { ...refusal, object: "finance/371400" });
  expect(rows).toHaveLength(4);
});

test("a flood from ever new addresses is counted together", async () => {
  const { rows, auditor } = logOf();
  for (let host = 0; host < 5000; host += 1) {
    await auditor.note(nobodyAt("closed", `2001:db8::${host.toString(16)}`), refusal);
  }
  expect(rows.length).toBeLessThanOrEqual(1001);
  await auditor.flush(true);
  const counted = rows.map(({ detail }) => Number(detail?.["repeated"] ?? 0));
  expect(counted.reduce((sum, one) => sum + one, 0) + 1001).toBe(5000);
});

test("what was counted while the log could not be written is written when it can", async () => {
  const rows: AuditEntry[] = [];
  let fail = (): void => undefined;
  let now = 0;
  const log = {
    appendAudit: (...entries: AuditEntry[]): Promise<void> => {
      const isCount = entries.some(({ detail }) => detail !== null);
      if (isCount && now < 100_000) {
        return new Promise((_, reject) => (fail = () => reject(new Error("away"))));
      }
      rows.push(...entries);
      return Promise.resolve();
    },
  };
  const auditor = createAuditor(log, () => new Date(now));
  const caller = nobodyAt("closed", "192.0.2.1");
  for (let time = 0; time < 5; time += 1) await auditor.note(caller, refusal);
  now = 60_000;
  const [flushed] = await Promise.allSettled([
    auditor.flush(),
    auditor.note(caller, refusal).then(() => fail()),
  ]);
  expect(flushed).toMatchObject({ status: "rejected", reason: { message: "away" } });
  now = 200_000;
  await auditor.flush(true);
  expect(rows.at(-1)?.detail).toMatchObject({ repeated: 4 });
});
