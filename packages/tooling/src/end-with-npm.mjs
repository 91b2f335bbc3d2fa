// Loaded before the program that npm started. npm passes a signal to its shell only, and the shell
// dies of it without telling anyone: losing the parent is how the program learns that it is to end.
import { isMainThread } from "node:worker_threads";

const MILLISECONDS = 500;

if (isMainThread) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, MILLISECONDS);
  watch.unref();
}
