import { catalogue } from "@diaodu/demo";
import { duties } from "../../apps/server/test/duties.ts";
import { openStorage } from "@diaodu/storage";

/** Fills an empty database with a catalogue; the secret of a key that may publish everything. */
export async function prepareDatabase(url: string): Promise<string> {
  const storage = await openStorage({ url, now: () => new Date() });
  try {
    const { board: boardRows, ...lists } = catalogue;
    await storage.saveCatalogue({ ...lists, duties, boardRows });
    return (await storage.createApiKey({ name: "统计局", now: new Date() })).secret;
  } finally {
    await storage.close();
  }
}
