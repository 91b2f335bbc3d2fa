import { StorageUnavailable } from "@diaodu/storage";
import { out } from "./cli/command.ts";
import { findCommand, USAGE } from "./cli/find-command.ts";
import { EXIT_CONFIG, readConfig } from "./config.ts";
import { StartRefused, withInstallation } from "./installation.ts";

async function main(args: string[]): Promise<void> {
  const { command, given } = findCommand(args);
  if (command === null) return out(USAGE);
  const work = command.prepare(given);
  if (work.on === "nothing") return work.run();
  const { data } = given.options;
  const read = readConfig({
    ...process.env,
    ...(data === undefined ? {} : { DIAODU_DATA_DIR: data }),
  });
  if (!read.ok) throw new StartRefused(read.faults.join("\n"));
  if (work.on === "installation") return work.run(read.config);
  await withInstallation(read.config, (storage) => work.run(storage));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof StartRefused || error instanceof StorageUnavailable;
  const words = known ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = error instanceof StartRefused ? EXIT_CONFIG : 1;
}
