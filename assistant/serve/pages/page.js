// What textual-serve's script leaves to the page: where the socket is, why it closed, what a process asks to open, and French names.
"use strict";

const scheme = location.protocol === "https:" ? "wss:" : "ws:";
document.querySelector("#terminal").dataset.sessionWebsocketUrl = `${scheme}//${location.host}/ws`;

// The script opens the socket itself and does not say why it was closed: listen here.
window.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url);
    this.addEventListener("close", (event) => closed(event.code));
  }
};

function closed(code) {
  const why = document.querySelector(`#why [data-code="${code}"]`) ?? document.querySelector('#why [data-code="other"]');
  why.classList.add("-said");
  document.querySelector("#closed").hidden = false;
  document.querySelector("#again").focus();
}

// A browser would block a window that no click opens: offer a link instead.
window.open = (address) => {
  const url = new URL(address, location.href);
  if (!["http:", "https:"].includes(url.protocol)) return null;
  const link = document.querySelector("#link a");
  link.href = url.href;
  link.textContent = url.origin === location.origin ? "Des papiers sont écrits : les télécharger" : `Ouvrir ${url.href}`;
  link.parentElement.hidden = false;
  return null;
};
document.querySelector("#link").addEventListener("click", () => {
  document.querySelector("#link").hidden = true;
  document.querySelector(".xterm-helper-textarea")?.focus();
});
document.querySelector("#again").addEventListener("click", () => location.reload());

// The keyboard goes to the terminal as soon as it shows something.
new MutationObserver((_, watching) => {
  const typing = document.querySelector(".xterm-helper-textarea");
  if (!typing || !document.body.classList.contains("-first-byte")) return;
  watching.disconnect();
  typing.setAttribute("aria-label", "Saisie dans l’assistant");
  typing.focus();
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });

// Cells are measured when the terminal opens: have the font first.
document.fonts.load('16px "Roboto Mono"').finally(() => {
  const script = document.createElement("script");
  script.src = "/static/textual.js";
  script.onload = () => document.readyState === "complete" && window.onload(new Event("load"));
  document.body.append(script);
});
