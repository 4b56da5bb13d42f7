// A passkey signs what the house asks, and the form carries it:
//   <form method="post" data-passkey> with an input named credential, a hidden button,
//   and what is to be signed as JSON beside it, or at the form's own address.
"use strict";

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

const toSign = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  ...(options.excludeCredentials && { excludeCredentials: named(options.excludeCredentials) }),
  ...(options.allowCredentials && { allowCredentials: named(options.allowCredentials) }),
});

// One that signs in by itself: it stays on the device, and the device asks who holds it.
const byItself = (options) => ({
  ...options,
  authenticatorSelection: {
    ...options.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  },
});

const signed = (made) => {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (made.response[part]) response[part] = text(made.response[part]);
  if (made.response.getTransports) response.transports = made.response.getTransports();
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: made.getClientExtensionResults(),
    authenticatorAttachment: made.authenticatorAttachment,
  };
};

const asked = async (form) => {
  const beside = form.querySelector("script");
  if (beside) return JSON.parse(beside.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
};

const sign = async (form) => {
  const { creation_options: creation, request_options: request } = await asked(form);
  const made = creation
    ? await navigator.credentials.create({ publicKey: byItself(toSign(creation.publicKey)) })
    : await navigator.credentials.get({ publicKey: toSign(request.publicKey) });
  form.elements.credential.value = JSON.stringify(signed(made));
  form.submit();
};

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const button = form.querySelector("button[type=button]");
  const failed = form.querySelector("[data-failed]");
  form.querySelector("[data-unable]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => {
    failed.hidden = true;
    sign(form).catch(() => (failed.hidden = false));
  });
}
