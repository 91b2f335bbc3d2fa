/**
 * A process of its own that commits one figure after another and prints the seq of each once it
 * is acknowledged. Arguments: storage URL, region code, how many (0: until it is killed).
 */
import { writeSync } from "node:fs";
import { openStorage } from "../src/index.ts";
import { commit, figure, now } from "./contract/figures.ts";

const [url = "", region = "", count = "0"] = process.argv.slice(2);
const storage = await openStorage({ url, now });
const limit = Number(count) || Number.POSITIVE_INFINITY;
for (let n = 0; n < limit; n += 1) {
  const value = `${process.pid}.${n}`;
  const { seq } = await commit(storage, [figure({ region, value, reason: "更正" })]);
  writeSync(1, `${seq} ${value}\n`);
}
await storage.close();
