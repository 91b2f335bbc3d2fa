/* Service worker of the phone's pages. The build writes BUILD and SHELL into it.
   Pages come from the network, and from the cache when the network does not answer in time;
   hashed assets come from the cache, because their name changes with their content. */
const BUILD = "__BUILD__";
const SHELL = __SHELL__;
const ASSETS = `diaodu-assets-${BUILD}`;
const PAGES = "diaodu-pages";
const BOARD = "diaodu-board";
/** The scope `/m` holds `/meeting` too, by its letters. */
const PHONE = /^\/m(\/|$)/u;
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    Promise.all([
      caches.open(ASSETS).then((cache) => cache.addAll(SHELL)),
      fetch("/m").then((answer) => keep("/m", answer)),
    ]).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const outdated = (name) => name.startsWith("diaodu-assets-") && name !== ASSETS;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(outdated).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PHONE.test(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith("/assets/") || url.pathname.startsWith("/icons/")) {
    event.respondWith(asset(request));
  }
});

/** Every phone page is the same shell: any cached one can open any address. */
async function page(request) {
  const cache = await caches.open(PAGES);
  const kept = cache.match("/m");
  const fresh = fetch(request).then((answer) => {
    if (new URL(request.url).pathname === "/m") void keep("/m", answer.clone());
    // Sent to sign in: what an earlier person was shown must not open again without a network.
    if (answer.type === "opaqueredirect") void forget();
    return answer;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(() => kept);
  const answer = await Promise.race([fresh.catch(() => kept), late]);
  return answer ?? fresh;
}

/** A page that leads elsewhere, to sign in for example, is not the phone's shell. */
async function keep(path, answer) {
  if (!answer.ok || answer.redirected) return;
  await (await caches.open(PAGES)).put(path, answer);
}

async function forget() {
  await Promise.all([caches.delete(PAGES), caches.delete(BOARD)]);
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}
