import { afterEach, describe } from "vitest";
import { openStorage, type Storage } from "../src/index.ts";
import { accountContract } from "./contract/accounts.ts";
import { airHourContract } from "./contract/air-hours.ts";
import { apiKeyContract } from "./contract/api-keys.ts";
import { catalogueContract } from "./contract/catalogue.ts";
import { auditContract, type Outside } from "./contract/audit.ts";
import { databaseContract } from "./contract/database.ts";
import { exactnessContract } from "./contract/exactness.ts";
import { now } from "./contract/figures.ts";
import { historyContract } from "./contract/history.ts";
import { logOrderContract } from "./contract/log-order.ts";
import { migrationContract } from "./contract/migration.ts";
import { outboxContract } from "./contract/outbox.ts";
import { paperContract } from "./contract/papers.ts";
import { positionContract } from "./contract/positions.ts";
import { recordContract } from "./contract/records.ts";
import { reportDecisionContract } from "./contract/report-decisions.ts";
import { releasedContract } from "./contract/released.ts";
import { reportContract } from "./contract/reports.ts";
import { screenContract } from "./contract/screens.ts";
import { sessionContract } from "./contract/sessions.ts";
import { sheetContract } from "./contract/sheets.ts";
import { slateContract } from "./contract/slate.ts";
import { submissionContract } from "./contract/submissions.ts";

/**
 * What every storage does, whichever database is behind it.
 *
 * @param freshUrl makes an empty database and gives its URL
 * @param outside runs a statement against it as somebody else would
 */
export function storageContract(
  kind: Storage["kind"],
  freshUrl: () => Promise<string>,
  outside: Outside,
): void {
  describe(`storage in ${kind}`, () => {
    const opened: Storage[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((storage) => storage.close()));
    });
    const open = async (url: string): Promise<Storage> => {
      const storage = await openStorage({ url, now, pollMs: 50 });
      opened.push(storage);
      return storage;
    };
    const fresh = async (): Promise<Storage> => open(await freshUrl());

    slateContract(freshUrl, open);
    submissionContract(fresh);
    exactnessContract(fresh);
    historyContract(fresh);
    catalogueContract(fresh);
    databaseContract(fresh, freshUrl, open);
    accountContract(fresh, freshUrl, open);
    apiKeyContract(fresh);
    sessionContract(fresh);
    screenContract(fresh, freshUrl, open);
    reportContract(fresh, freshUrl, open);
    reportDecisionContract(fresh, freshUrl, open);
    sheetContract(fresh, freshUrl, open);
    auditContract(fresh, freshUrl, open, outside);
    migrationContract(kind, freshUrl, open, outside);
    releasedContract(kind, freshUrl, open, outside);
    airHourContract(fresh);
    recordContract(fresh, freshUrl, open);
    paperContract(fresh, freshUrl, open);
    outboxContract(fresh, freshUrl, open);
    logOrderContract(fresh, freshUrl, open);
    positionContract(freshUrl, open, outside);
  });
}
