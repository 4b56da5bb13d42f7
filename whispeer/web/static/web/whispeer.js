// Everything works without this file. It keeps the shell for when the network is away,
// closes the table of contents, and copies, shares, prints or keeps where a page offers it:
//   <button class="button" type="button" hidden data-copy="https://…" data-done="Copied">Copy the link</button>
//   <button class="button" type="button" hidden data-share="https://…">Pass it on</button>
//   <button class="button" type="button" hidden data-print>Print</button>
//   <button class="button" type="button" hidden data-keep data-done="Forget it">Keep this page</button>
//     (data-keep="/another/page/" keeps that one with it)
"use strict";

navigator.serviceWorker?.register("/sw.js").catch(() => {});

// What its reader keeps for when there is no network: one cache for each reader, and none
// outlives the first page that somebody else, or nobody, reads on this device.
const reader = document.body.dataset.reader;
const kept = `kept ${reader}`;
const here = location.pathname + location.search;
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
    const pages = [here, button.dataset.keep].filter(Boolean);
    if (await cache.delete(here, any)) for (const page of pages) await cache.delete(page, any);
    else await cache.addAll(pages);
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

// One's surroundings, closer: with keys, a wheel or fingers. Names are set for three
// distances; nearer, there is room for more of them.
const sky = document.querySelector("[data-sky] svg");
if (sky) {
  const keys = document.querySelector("[data-sky-keys]");
  const fingers = new Map();
  const view = { x: 0, y: 0, closer: 1 };
  let start = [0, 0];
  let dragged = false; // what was dragged is not followed as a link
  const limit = (value, most) => Math.min(most, Math.max(-most, value));
  const show = () => {
    const half = 100 / view.closer;
    view.x = limit(view.x, 100 - half);
    view.y = limit(view.y, 100 - half);
    sky.setAttribute("viewBox", `${view.x - half} ${view.y - half} ${2 * half} ${2 * half}`);
    sky.dataset.level = Math.min(3, 1 + Math.floor(Math.log2(view.closer)));
    sky.classList.toggle("closer", view.closer > 1);
  };
  // What lies under the hand, as shares of the picture from its middle, stays under it.
  const zoom = (times, across = 0, down = 0) => {
    const before = 100 / view.closer;
    view.closer = Math.min(6, Math.max(1, view.closer * times));
    const gained = before - 100 / view.closer;
    view.x += across * gained;
    view.y += down * gained;
    show();
  };
  const move = (across, down) => {
    view.x += (across * 100) / view.closer;
    view.y += (down * 100) / view.closer;
    show();
  };
  const share = (event) => {
    const box = sky.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 2 - 1, ((event.clientY - box.top) / box.height) * 2 - 1];
  };
  const pressed = {
    "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), 0: () => zoom(0),
    ArrowLeft: () => move(-0.25, 0), ArrowRight: () => move(0.25, 0),
    ArrowUp: () => move(0, -0.25), ArrowDown: () => move(0, 0.25),
  };
  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !pressed[event.key]) return;
    if (event.key.startsWith("Arrow") && view.closer === 1) return;
    event.preventDefault();
    pressed[event.key]();
  };
  const drag = (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [across, down] = share(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const apart = ([x, y]) => Math.hypot(x - other[0], y - other[1]);
    if (other) zoom(apart([across, down]) / (apart(before) || 1), (across + other[0]) / 2, (down + other[1]) / 2);
    else if (view.closer > 1) move(before[0] - across, before[1] - down);
    dragged ||= view.closer > 1 && Math.hypot(across - start[0], down - start[1]) > 0.02;
    fingers.set(event.pointerId, [across, down]);
  };
  const lift = (event) => fingers.delete(event.pointerId);
  keys.hidden = false;
  keys.addEventListener("click", ({ target }) => ({ in: () => zoom(1.5), out: () => zoom(1 / 1.5), whole: () => zoom(0) })[target.dataset.zoom]?.());
  for (const part of [sky, keys]) part.addEventListener("keydown", press);
  sky.addEventListener("pointerdown", (event) => {
    start = share(event);
    dragged = false;
    fingers.set(event.pointerId, start);
  });
  sky.addEventListener("click", (event) => dragged && event.preventDefault());
  sky.addEventListener("dragstart", (event) => event.preventDefault());
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, lift);
  window.addEventListener("pointermove", drag);
  sky.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && view.closer === 1) return; // the page goes on scrolling
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), ...share(event));
  }, { passive: false });
  // Whom the keyboard reaches comes into view.
  sky.addEventListener("focusin", ({ target }) => {
    if (view.closer === 1) return;
    const dot = target.querySelector(".dot");
    const { x, y, width, height } = dot.getBBox();
    Object.assign(view, { x: x + width / 2, y: y + height / 2 });
    show();
  });
  show();
}

// A long work is looked at again, by itself, until it is done; then the page is another one.
const lookAgain = async () => {
  const before = document.querySelector("[data-again]");
  if (!before) return;
  const text = await (await fetch(location.href)).text();
  const after = new DOMParser().parseFromString(text, "text/html").querySelector("[data-again]");
  if (!after) return location.reload();
  before.querySelector(".progress").replaceWith(after.querySelector(".progress"));
  setTimeout(lookAgain, 2000);
};
setTimeout(() => lookAgain().catch(() => {}), 2000);

const contents = document.querySelector(".bar details");
const close = () => contents?.removeAttribute("open");
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
document.addEventListener("click", (event) => contents?.contains(event.target) || close());
