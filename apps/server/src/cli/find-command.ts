import { parseArgs } from "node:util";
import { StartRefused } from "../installation.ts";
import { accountCommands } from "./account.ts";
import { airCommands } from "./air.ts";
import { apiKeyCommands } from "./api-key.ts";
import { auditCommands } from "./audit.ts";
import { backupCommands } from "./backup.ts";
import { catalogueCommands } from "./catalogue.ts";
import {
  type Command,
  type FlagName,
  FLAGS,
  type Given,
  OPTIONS,
  type OptionName,
} from "./command.ts";
import { migrateCommands } from "./migrate.ts";
import { replayCommands } from "./replay.ts";
import { restoreCommands } from "./restore.ts";

const COMMANDS: readonly Command[] = [
  ...apiKeyCommands,
  ...accountCommands,
  ...auditCommands,
  ...backupCommands,
  ...restoreCommands,
  ...migrateCommands,
  ...catalogueCommands,
  ...airCommands,
  ...replayCommands,
];

/** What is understood, a line each. */
export const USAGE = [
  "用法：npm run cli -- <命令> [--data 目录]\n",
  ...COMMANDS.map(({ words, takes, help }) => {
    const call = takes === "" ? words : `${words} ${takes}`;
    return `  ${call}${" ".repeat(Math.max(2, 34 - width(call)))}${help}`;
  }),
  "",
].join("\n");

export interface Called {
  /** Null where help was asked for, or nothing. */
  readonly command: Command | null;
  readonly given: Given;
}

/** Understands the command line. @throws StartRefused in Chinese where it is none of the commands */
export function findCommand(args: readonly string[]): Called {
  const { values, positionals } = parse(args);
  const { help, replace, ...options } = values;
  const flags = new Set<FlagName>(replace === true ? ["replace"] : []);
  const given = (argument: string | undefined): Given => ({ argument, options, flags });
  if (help === true || positionals.length === 0) return { command: null, given: given(undefined) };
  // Two words name a command sooner than one: `backup list` is not `backup` of a file `list`.
  for (const count of [2, 1]) {
    const words = positionals.slice(0, count).join(" ");
    const command = COMMANDS.find((one) => one.words === words);
    if (command === undefined) continue;
    const named = [...(Object.keys(options) as OptionName[]), ...flags];
    refuseOthers(command, positionals.slice(count), named);
    return { command, given: given(positionals[count]) };
  }
  throw new StartRefused(`没有这个命令：${positionals.slice(0, 2).join(" ")}\n\n${USAGE}`);
}

/** What is not understood must not be passed over in silence. */
function refuseOthers(
  command: Command,
  rest: readonly string[],
  options: readonly (OptionName | FlagName)[],
) {
  const known = new Set(["data", ...(command.options ?? []), ...(command.flags ?? [])]);
  const odd = options.filter((option) => !known.has(option)).map((option) => `--${option}`);
  const unknown = [...rest.slice(1), ...odd];
  if (unknown.length > 0) throw new StartRefused(`${command.words} 不认识：${unknown.join("、")}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...(Object.fromEntries(OPTIONS.map((name) => [name, { type: "string" }])) as Record<
          OptionName,
          { readonly type: "string" }
        >),
        ...(Object.fromEntries(FLAGS.map((name) => [name, { type: "boolean" }])) as Record<
          FlagName,
          { readonly type: "boolean" }
        >),
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new StartRefused(`无法识别的选项：${words}\n\n${USAGE}`);
  }
}

/** Columns on a terminal: a Chinese character takes two. */
function width(text: string): number {
  return text.length + (text.match(/[\u2E80-\uFFEF]/gu)?.length ?? 0);
}
