/**
 * Calls `wake` whenever the page may have slept: shown again, network back, restored from the
 * back-forward cache. Timers do not run in a sleeping page, so it must ask at once.
 */
export function onWake(page: Window, wake: () => void): () => void {
  const shown = () => {
    if (page.document.visibilityState === "visible") wake();
  };
  page.document.addEventListener("visibilitychange", shown);
  page.addEventListener("online", wake);
  page.addEventListener("pageshow", wake);
  return () => {
    page.document.removeEventListener("visibilitychange", shown);
    page.removeEventListener("online", wake);
    page.removeEventListener("pageshow", wake);
  };
}
