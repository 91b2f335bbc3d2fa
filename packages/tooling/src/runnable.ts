import { accessSync, constants, statSync } from "node:fs";
import { delimiter } from "node:path";

/** Whether this is a file that this process may run. */
export function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The folders of PATH, in its order. */
export function pathFolders(environment: NodeJS.ProcessEnv): string[] {
  return (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
}
