/* Short sentences at the foot of the page, with a way back.
 *
 * Needs  #toasts (the page's one live region) and <template id="toast-template">, see components/toasts.html.
 *   say(sentence)                              a sentence that goes after 10 seconds unless somebody is on it
 *   say(sentence, {undo: async () => …})       with an Undo button; it goes once undo is pressed
 *   start()                                    takes over [data-undo] forms with data-api that the server drew
 */

import { send } from "./api.js";

const STAYS = 10_000;

function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, STAYS);
}

export function say(sentence, { undo } = {}) {
  const region = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!region || !template || !sentence) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-toast-words]").textContent = sentence;
  const form = toast.querySelector("form");
  if (undo) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      toast.remove();
      undo();
    });
  } else {
    form.remove();
  }
  region.replaceChildren(toast);
  leaveLater(toast);
}

async function undoOnServer(event) {
  const form = event.target;
  event.preventDefault();
  try {
    await send(form.dataset.api, {}, { once: true });
    location.reload();
  } catch {
    HTMLFormElement.prototype.submit.call(form);
  }
}

export function start() {
  for (const form of document.querySelectorAll("#toasts form[data-undo][data-api]")) {
    form.addEventListener("submit", undoOnServer);
  }
}
