// Keeps the shell of the house, the page for when the network is away, and the pages its reader
// asked to keep (whispeer.js opens and empties that cache). Never another page of anybody's.
{% url 'web:offline' as offline %}"use strict";
const OFFLINE = "{{ offline|default:'/offline/'|escapejs }}";
const SHELL = [
  OFFLINE,
  "{% static 'web/whispeer.css' %}",
  "{% static 'web/whispeer.js' %}",
  "{% static 'web/notes.js' %}",
  "{% static 'web/icon.svg' %}",
  "{% static 'built/sprite.svg' %}",
  "{% static 'built/fonts/vollkorn-roman.woff2' %}",
  "{% static 'built/fonts/vollkorn-italic.woff2' %}",
  "{% static 'built/fonts/alegreya-sans-regular.woff2' %}",
  "{% static 'built/fonts/alegreya-sans-bold.woff2' %}",
];
const NAME = SHELL.join(" ");  // another shell, another cache
const KEPT = "kept ";  // and the reader's public id
const ANY = { ignoreVary: true };  // kept for one reader: his cookies say nothing more

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (name) => name !== NAME && !name.startsWith(KEPT);
  const forget = (names) => Promise.all(names.filter(old).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

// A kept page follows what the house answers: drawn anew when it is read, gone when it is no longer there.
const refresh = async (request, response) => {
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const cache = await caches.open(name);
    const had = await cache.delete(request, ANY);
    if (had && response.ok && !response.redirected) await cache.put(request, response.clone());
  }
  return response;
};
const away = async (request) => (await caches.match(request, ANY)) || caches.match(OFFLINE);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).then((response) => refresh(request, response), () => away(request)));
  else if (SHELL.includes(new URL(request.url).pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
