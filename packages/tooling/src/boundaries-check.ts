import { checkBoundaries } from "./boundaries.ts";
import { root } from "./repository.ts";

/** Fewer than this means that the tree was not read, whatever the rules say. */
const LEAST_MODULES = 100;

const { modules, unseen, violations } = await checkBoundaries(root);
for (const line of violations) console.error(line);
for (const path of unseen) console.error(`not read: ${path}`);
if (modules.length < LEAST_MODULES) console.error(`only ${modules.length} modules were read`);
console.log(`${modules.length} modules, ${violations.length} forbidden imports`);
if (violations.length > 0 || unseen.length > 0 || modules.length < LEAST_MODULES) {
  process.exitCode = 1;
}
