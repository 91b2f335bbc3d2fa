import { afterEach, describe } from "vitest";
import { openStorage, type Storage } from "../src/index.ts";
import { accessContract } from "./contract/access.ts";
import { catalogueContract } from "./contract/catalogue.ts";
import { exactnessContract } from "./contract/exactness.ts";
import { now } from "./contract/figures.ts";
import { historyContract } from "./contract/history.ts";
import { logOrderContract } from "./contract/log-order.ts";
import { submissionContract } from "./contract/submissions.ts";

/**
 * What every storage does, whichever database is behind it.
 *
 * @param freshUrl makes an empty database and gives its URL
 */
export function storageContract(name: string, freshUrl: () => Promise<string>): void {
  describe(name, () => {
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

    submissionContract(fresh);
    exactnessContract(fresh);
    historyContract(fresh);
    catalogueContract(fresh);
    accessContract(fresh, freshUrl, open);
    logOrderContract(fresh, freshUrl, open);
  });
}
