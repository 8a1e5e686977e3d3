/* Single-key shortcuts. They never fire in fields, with Ctrl, Alt or Meta held, or when switched off.
 *
 * <body data-single-keys="on" | "off">   the person's setting; [data-keys-switch] (a checkbox) overrides it in this browser
 * [data-find]                            j and k move between them; keys act inside the one that has focus
 * [data-find-row]                        a link to a find: j and k stop there too, but nothing is answered from afar
 * [data-key="x"]                         pressed by that key: first inside the current find, else the only one on the page
 * [data-page="today"]                    where g t, g f, g s, g o, g b lead (today, finds, searches, sources, acts)
 * [data-filter], input[type=search]      / goes there
 * [data-opens-dialog="id"]               a button that opens a <dialog>; ? opens #keyboard-help
 */

const PAGES = { t: "today", f: "finds", s: "searches", o: "sources", b: "acts" };
const STORED = "gc-single-keys";
let isGoing = false;

const stored = () => {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
};
export const areOn = () => (stored() ?? document.body.dataset.singleKeys) !== "off";
const isWriting = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const STOPS = "[data-find-row], [data-find]:not([hidden], .find-detail)";
const stops = () => [...document.querySelectorAll(STOPS)].filter((stop) => stop.checkVisibility());
const current = () =>
  document.activeElement?.closest("[data-find-row], [data-find]") ?? document.querySelector("[data-find][data-here]");

function move(step) {
  const all = stops();
  const place = all.indexOf(current());
  const here = place === -1 ? all.findIndex((stop) => stop.matches("[aria-current]")) : place;
  const next = all[here === -1 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)];
  if (!next) return;
  all.forEach((stop) => stop.removeAttribute("data-here"));
  next.setAttribute("data-here", "");
  const target = next.matches("a") ? next : (next.querySelector("[data-find-open]") ?? next.querySelector("a, button"));
  target?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const here = current();
  if (here?.matches("[data-find-row]")) return false;
  const onPage = document.querySelectorAll(selector);
  const target = here?.querySelector(selector) ?? (onPage.length === 1 ? onPage[0] : null);
  target?.click();
  return Boolean(target);
}

function go(letter) {
  document.querySelector(`[data-page="${PAGES[letter]}"]`)?.click();
}

function openHelp() {
  const help = document.getElementById("keyboard-help");
  if (help && !help.open) help.showModal();
}

const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  z: () => document.querySelector("#toasts [data-undo] button")?.click(),
  "/": () => document.querySelector("[data-filter], input[type=search]")?.focus(),
  "?": openHelp,
  g: () => {
    isGoing = true;
    setTimeout(() => (isGoing = false), 1500);
  },
};

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!areOn() || isWriting(event.target) || document.querySelector("dialog[open]")) return;
  if (isGoing && PAGES[event.key]) {
    isGoing = false;
    event.preventDefault();
    return go(event.key);
  }
  if (ACTS[event.key]) {
    event.preventDefault();
    return ACTS[event.key]();
  }
  if (/^[a-z]$/.test(event.key) && press(event.key)) event.preventDefault();
}

function bindSwitch(box) {
  box.checked = areOn();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, box.checked ? "on" : "off");
    } catch {
      document.body.dataset.singleKeys = box.checked ? "on" : "off";
    }
  });
}

export function start() {
  document.addEventListener("keydown", pressed);
  document.querySelectorAll("[data-keys-switch]").forEach(bindSwitch);
  for (const button of document.querySelectorAll("[data-opens-dialog]")) {
    button.hidden = false;
    button.addEventListener("click", () => document.getElementById(button.dataset.opensDialog)?.showModal());
  }
}
