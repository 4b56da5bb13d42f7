// Everything works without this file. It keeps the shell for when the network is away,
// closes the table of contents, and copies, shares or prints where a page offers it:
//   <button class="button" type="button" hidden data-copy="https://…" data-done="Copied">Copy the link</button>
//   <button class="button" type="button" hidden data-share="https://…">Pass it on</button>
//   <button class="button" type="button" hidden data-print>Print</button>
"use strict";

navigator.serviceWorker?.register("/sw.js").catch(() => {});

const able = {
  copy: () => navigator.clipboard,
  share: () => navigator.share,
  print: () => true,
};

const does = {
  copy: async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done || button.textContent;
  },
  share: (button) => navigator.share({ url: button.dataset.share }),
  print: () => window.print(),
};

for (const [what, can] of Object.entries(able)) {
  for (const button of document.querySelectorAll(`[data-${what}]`)) {
    if (!can()) continue;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => Promise.resolve(does[what](button)).catch(() => {}));
  }
}

const contents = document.querySelector(".bar details");
const close = () => contents?.removeAttribute("open");
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
document.addEventListener("click", (event) => contents?.contains(event.target) || close());
