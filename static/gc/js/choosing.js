/* Ticking many finds: a range with Shift, the current one with Space, further ones with Shift+J and Shift+K.
 *
 * [data-choosing]          around the list; [data-choose] are its boxes, one in each [data-find]
 * [data-chosen-count]      says how many, in data-words with {count}
 * Single keys obey the same switch as static/gc/js/keys.js.
 */

import { areOn } from "./keys.js";

const boxes = (list) => [...list.querySelectorAll("[data-choose]:not(:disabled)")].filter((box) => box.checkVisibility());
let last = null;

function tell(list) {
  const words = list.querySelector("[data-chosen-count]");
  if (!words) return;
  words.dataset.plain ??= words.textContent;
  const count = boxes(list).filter((box) => box.checked).length;
  words.textContent = count ? words.dataset.words.replace("{count}", count) : words.dataset.plain;
}

function clicked(event, list) {
  const box = event.target.closest("[data-choose]");
  if (!box) return;
  const all = boxes(list);
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    all.slice(from, to + 1).forEach((between) => (between.checked = box.checked));
  }
  last = box;
  tell(list);
}

function pressed(event, list) {
  if (!areOn() || event.ctrlKey || event.altKey || event.metaKey) return;
  const card = document.activeElement?.closest("[data-find]");
  const box = card?.querySelector("[data-choose]");
  if (!box || box.disabled || document.activeElement.matches("button, input, textarea, select, summary")) return;
  const step = { " ": 0, J: 1, K: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  box.checked = step ? true : !box.checked;
  const all = boxes(list);
  const next = all[all.indexOf(box) + step];
  if (step && next) {
    next.checked = true;
    next.closest("[data-find]").querySelector("[data-find-open], a")?.focus();
  }
  last = box;
  tell(list);
}

export function start(root = document) {
  for (const list of root.querySelectorAll("[data-choosing]")) {
    list.addEventListener("click", (event) => clicked(event, list));
    document.addEventListener("keydown", (event) => pressed(event, list));
    tell(list);
  }
}
