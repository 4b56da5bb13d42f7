// Everything works without this file. It keeps the shell for when the network is away,
// closes the table of contents, and copies, shares, prints or keeps where a page offers it:
//   <button class="button" type="button" hidden data-copy="https://…" data-done="Copied">Copy the link</button>
//   <button class="button" type="button" hidden data-share="https://…">Pass it on</button>
//   <button class="button" type="button" hidden data-print>Print</button>
//   <button class="button" type="button" hidden data-keep data-done="Forget it">Keep this page</button>
"use strict";

navigator.serviceWorker?.register("/sw.js").catch(() => {});

// What its reader keeps for when there is no network: one cache for each reader, and none
// outlives the first page that somebody else, or nobody, reads on this device.
const reader = document.body.dataset.reader;
const kept = `kept ${reader}`;
const here = location.pathname;
const any = { ignoreVary: true };
const emptyOthers = async () => {
  for (const name of await caches.keys())
    if (name.startsWith("kept ") && name !== kept) await caches.delete(name);
};
const isKept = async () => Boolean(await (await caches.open(kept)).match(here, any));
const swap = (button) => ([button.textContent, button.dataset.done] = [button.dataset.done, button.textContent]);

const able = {
  copy: () => navigator.clipboard,
  share: () => navigator.share,
  print: () => true,
  keep: () => reader && navigator.serviceWorker && self.caches,
};

const does = {
  copy: async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done || button.textContent;
  },
  share: (button) => navigator.share({ url: button.dataset.share }),
  print: () => window.print(),
  keep: async (button) => {
    const cache = await caches.open(kept);
    if (!(await cache.delete(here, any))) await cache.add(here);
    swap(button);
  },
};

for (const [what, can] of Object.entries(able)) {
  for (const button of document.querySelectorAll(`[data-${what}]`)) {
    if (!can()) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => Promise.resolve(does[what](button)).catch(() => {}));
    if (what === "keep") isKept().then((yes) => yes && swap(button));
  }
}

// The page for when the network is away lists what was kept; any other page empties what is not its reader's.
const list = document.querySelector("[data-kept]");
const listKept = async () => {
  for (const name of await caches.keys()) {
    if (!name.startsWith("kept ")) continue;
    for (const request of await (await caches.open(name)).keys()) {
      const text = await (await caches.match(request, any)).text();
      const link = Object.assign(document.createElement("a"), { href: request.url });
      link.textContent = new DOMParser().parseFromString(text, "text/html").querySelector("h1").textContent.trim();
      list.appendChild(document.createElement("li")).append(link);
      list.hidden = false;
    }
  }
};
if (self.caches) (list ? listKept() : emptyOthers()).catch(() => {});

const contents = document.querySelector(".bar details");
const close = () => contents?.removeAttribute("open");
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
document.addEventListener("click", (event) => contents?.contains(event.target) || close());
