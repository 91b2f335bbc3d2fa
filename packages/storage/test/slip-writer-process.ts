/**
 * A process of its own that issues one slip after another, each with its number and two messages,
 * and prints seq and id of each once it is acknowledged. Arguments: storage URL, begin of the ids,
 * how many (0: until it is killed).
 */
import { writeSync } from "node:fs";
import { openStorage } from "../src/index.ts";
import { message, slipStep, written } from "./contract/cycle.ts";
import { now } from "./contract/figures.ts";

const [url = "", begin = "", count = "0"] = process.argv.slice(2);
const storage = await openStorage({ url, now });
const limit = Number(count) || Number.POSITIVE_INFINITY;
for (let n = 0; n < limit; n += 1) {
  const id = `${begin}-${process.pid}-${n}`;
  const about = { kind: "slip", id };
  const [slip] = await written(storage, [slipStep({ id })], {
    messages: ["mail", "product"].map((channel) =>
      message({ id: `${id}/${channel}`, channel, about }),
    ),
  });
  writeSync(1, `${slip?.seq} ${id}\n`);
}
await storage.close();
