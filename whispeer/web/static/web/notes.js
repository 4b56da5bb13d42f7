// What is written without network waits on this device, under the id of who wrote it and a
// key of its own, and leaves when the network is back: once, whatever is lost on the way.
//   <form method="post" data-note="/where/it/leads/"> on a page that its reader may keep
//   [data-waiting] (components/waiting.html) lists what waits, and what was refused and why
"use strict";
{
  const prefix = `note ${reader} `;
  const list = document.querySelector("[data-waiting]");
  const keys = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const read = (key) => JSON.parse(localStorage.getItem(prefix + key));
  const write = (note) => localStorage.setItem(prefix + note.fields.key, JSON.stringify(note));
  const forget = (key) => localStorage.removeItem(prefix + key);
  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

  // Where it went; or the page that refuses it; or neither: then it waits.
  const send = async (note, token) => {
    const body = new URLSearchParams({ ...note.fields, csrfmiddlewaretoken: token });
    const answer = await fetch(note.to, { method: "POST", body });
    if (answer.redirected) return new URL(answer.url).pathname.startsWith(note.leads) ? { went: answer.url } : {};
    const refused = answer.ok ? await parsed(answer) : null;
    return refused?.querySelector("[data-note]") ? { refused } : {};
  };

  // A fresh page tells whether its reader is still signed in, and what to send with a form.
  let signedOut = false;
  const fresh = async (note) => {
    const page = await parsed(await fetch(note.to));
    signedOut = page.body.dataset.reader !== reader;
    return page.querySelector("[data-note] [name=csrfmiddlewaretoken]")?.value;
  };
  const sendAll = async () => {
    for (const key of keys()) {
      const note = read(key);
      if (!note || note.refused) continue;
      const token = await fresh(note);
      if (signedOut || !token) break;
      const { went, refused } = await send(note, token);
      if (went) forget(key);
      if (refused) write({ ...note, refused: [...refused.querySelectorAll(".mistake")].map((one) => one.textContent.trim()).join(" ") });
    }
  };
  // Of several pages open at once, one sends.
  const alone = (work) => (navigator.locks ? navigator.locks.request(prefix, work) : work());
  const leave = () => alone(sendAll).catch(() => {}).then(show);

  const show = () => {
    if (!list) return;
    const lines = keys().map(read).filter(Boolean).map((note) => {
      const line = list.querySelector("template").content.cloneNode(true);
      const [again, drop] = line.querySelectorAll("a, button");
      line.querySelector("[data-told]").textContent = [note.fields.name, note.fields.where].filter(Boolean).join(", ");
      line.querySelector("[data-why]").textContent = note.refused || (signedOut ? list.dataset.signedOut : list.dataset.waits);
      again.href = `${note.page}#${note.fields.key}`;
      again.hidden = drop.hidden = !note.refused;
      drop.addEventListener("click", () => (forget(note.fields.key), show()));
      return line;
    });
    list.querySelector("ul").replaceChildren(...lines);
    list.hidden = !lines.length;
  };

  // One page, one key: pressed twice it is one note. A page that was kept is older than today.
  const begin = (form) => {
    form.elements.key.value = crypto.randomUUID();
    form.elements.day.value = today();
  };
  const fill = (form, key) => {
    const note = keys().includes(key) && read(key);
    for (const [name, value] of Object.entries(note ? note.fields : {})) {
      const field = form.elements[name];
      if (field) field.type === "checkbox" ? (field.checked = true) : (field.value = value);
    }
    return Boolean(note);
  };
  const listen = (form) => {
    let busy = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      const { csrfmiddlewaretoken: token, ...fields } = Object.fromEntries(new FormData(form));
      const note = { fields, to: form.action, leads: form.dataset.note, page: location.pathname + location.search };
      try {
        write(note);
      } catch {
        return form.submit(); // nowhere to keep it: sent as any form
      }
      const { went, refused } = await alone(() => send(note, token)).catch(() => ({}));
      if (went || refused) forget(fields.key);
      if (went) return location.assign(went);
      if (refused) return put(refused);
      form.reset();
      begin(form);
      busy = false;
      document.querySelector("[data-away]").hidden = false;
      document.querySelector("[data-away]").scrollIntoView({ block: "center" });
      show();
    });
  };
  // The form comes back with what is to be looked at again, and all that was typed.
  const put = (page) => {
    document.querySelector("[data-note]").replaceWith(page.querySelector("[data-note]"));
    const form = document.querySelector("[data-note]");
    listen(form);
    form.querySelector(".mistakes")?.scrollIntoView({ block: "center" });
  };

  const form = document.querySelector("[data-note]");
  if (form) {
    listen(form);
    if (!form.querySelector(".mistakes") && !fill(form, location.hash.slice(1))) begin(form);
    addEventListener("hashchange", () => fill(document.querySelector("[data-note]"), location.hash.slice(1)));
  }
  show();
  leave();
  addEventListener("online", leave);
}
