const RELOADED_FOR = "diaodu.reloaded-for";

/**
 * Whether an unattended screen should reload itself for `build`: once for each build, so that a
 * server that keeps announcing a build it does not serve cannot make a screen reload for ever.
 * Remembers the answer in `memory`.
 */
export function claimReload(build: string, memory: Pick<Storage, "getItem" | "setItem">): boolean {
  try {
    if (memory.getItem(RELOADED_FOR) === build) return false;
    memory.setItem(RELOADED_FOR, build);
    return true;
  } catch {
    // Storage is forbidden: without a memory, never reloading is the safe side.
    return false;
  }
}

/** Reloads for `build` when the server answers, so that a screen never reloads into an error page. */
export async function reloadWhenReachable(build: string, page: Window): Promise<void> {
  const answer = await fetch(page.location.href, { method: "HEAD", cache: "no-store" }).catch(
    () => null,
  );
  if (answer?.ok && claimReload(build, page.sessionStorage)) page.location.reload();
}
