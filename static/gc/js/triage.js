/* The four buttons under a find, without leaving the list.
 *
 * form[data-find-answers][data-api]   POST data-api {"answer": "join_in" | "pass_on" | "leave_be" | "later"}. "{answer}" inside the
 *                                     address is filled with join-in, pass-on, … and then no body is sent.
 *   data-place                        where it was said: opened in a new tab, without a referrer, once Join in has claimed the find
 *   data-page                         the find's own page, where Join in goes on; without it the form is sent plainly
 *   button[data-said]                 the toast's sentence; with data-leaves="page" the form is sent plainly (Pass it on chooses a person)
 * Answer: {"data": find, "undo": address}. Undo POSTs there and the card comes back. A refusal (409 and the like) brings the card
 * back and says why; without any answer the form is sent plainly. Inside [data-find] the card collapses at once; focus goes to the next one,
 * or after the last to the link inside [data-finds-end], which shows itself then. [data-finds=new] is a list of new finds.
 */

import { Problem, send } from "./api.js";
import { shift } from "./counts.js";
import { say } from "./toast.js";

const finds = () => [...document.querySelectorAll("[data-find]:not([hidden])")];
const isWeb = (address) => /^https?:\/\//.test(address);
const opener = (card) => card?.querySelector("[data-find-open], a, button");

function put(card, isGoing) {
  const all = finds();
  const next = all[all.indexOf(card) + 1] ?? all[all.indexOf(card) - 1];
  card.classList.toggle("find-going", isGoing);
  card.hidden = isGoing;
  const inList = card.closest("li") ?? card;
  inList.hidden = isGoing;
  const end = document.querySelector("[data-finds-end]");
  if (end) end.hidden = finds().length > 0;
  const target = opener(isGoing ? next : card) ?? end?.querySelector("a") ?? document.getElementById("main");
  target.focus({ preventScroll: !isGoing });
}

/** Only where the list is of new finds. */
const count = (card, by) => {
  if (card.closest("[data-finds=new]")) shift(by);
};

const addressOf = (form, answer) => form.dataset.api.replace("{answer}", answer.replaceAll("_", "-"));

function post(form, answer) {
  const body = form.dataset.api.includes("{answer}") ? {} : { answer };
  return send(addressOf(form, answer), body, { once: true });
}

async function undo(card, address) {
  try {
    await send(address, {}, { once: true });
    put(card, false);
    count(card, 1);
  } catch (problem) {
    say(problem.message);
  }
}

/** A refusal is said. Anything else is no answer at all: the page's own form still works. */
function tell(problem, form, button) {
  if (problem instanceof Problem && problem.message) return say(problem.message);
  form.dataset.plain = "";
  form.requestSubmit(button);
}

async function putAway(form, button, card) {
  put(card, true);
  try {
    const { body } = await post(form, button.value);
    count(card, -1);
    say(button.dataset.said, { undo: body?.undo ? () => undo(card, body.undo) : undefined });
  } catch (problem) {
    put(card, false);
    tell(problem, form, button);
  }
}

async function joinIn(form, button) {
  button.setAttribute("aria-disabled", "true");
  try {
    await post(form, button.value);
    if (isWeb(form.dataset.place)) window.open(form.dataset.place, "_blank", "noopener,noreferrer");
    location.assign(form.dataset.page);
  } catch (problem) {
    button.removeAttribute("aria-disabled");
    tell(problem, form, button);
  }
}

function answered(event) {
  const form = event.target;
  const button = event.submitter;
  const card = form.closest("[data-find]");
  if ("plain" in form.dataset || !button?.value || !card || button.dataset.leaves === "page") return;
  if (button.getAttribute("aria-disabled") === "true") return event.preventDefault();
  if (button.value === "join_in") {
    if (!form.dataset.page || !form.dataset.place) return;
    event.preventDefault();
    return joinIn(form, button);
  }
  if (!card.closest("[data-finds]")) return;
  event.preventDefault();
  return putAway(form, button, card);
}

/** The second half of a double click would answer the next find, which has just moved beneath the pointer. */
function spareNext(event) {
  if (event.detail > 1) event.preventDefault();
}

export function start(root = document) {
  for (const form of root.querySelectorAll("form[data-find-answers][data-api]")) {
    form.addEventListener("click", spareNext);
    form.addEventListener("submit", answered);
  }
}
