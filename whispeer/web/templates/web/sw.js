// Keeps the shell of the house and the page for when the network is away. Never a page of anybody's.
{% url 'web:offline' as offline %}"use strict";
const OFFLINE = "{{ offline|default:'/offline/'|escapejs }}";
const SHELL = [
  OFFLINE,
  "{% static 'web/whispeer.css' %}",
  "{% static 'web/whispeer.js' %}",
  "{% static 'web/icon.svg' %}",
  "{% static 'built/sprite.svg' %}",
  "{% static 'built/fonts/vollkorn-roman.woff2' %}",
  "{% static 'built/fonts/vollkorn-italic.woff2' %}",
  "{% static 'built/fonts/alegreya-sans-regular.woff2' %}",
  "{% static 'built/fonts/alegreya-sans-bold.woff2' %}",
];
const NAME = SHELL.join(" ");  // another shell, another cache

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (SHELL.includes(new URL(request.url).pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)));
});
