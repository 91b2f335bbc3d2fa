/** Installs the service worker of the phone's pages, after the first drawing has had the network. */
export function registerOffline(page: Window): void {
  if (!("serviceWorker" in page.navigator)) return;
  page.addEventListener("load", () => {
    page.navigator.serviceWorker.register("/sw.js", { scope: "/m" }).catch(() => undefined);
  });
}
