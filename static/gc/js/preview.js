/* What a search would find, while it is being written.
 *
 * [data-preview="id of the field"][data-preview-url]   see components/search_preview.html. POST {"query": "…"} ->
 *   {"sentence", "count", "matches": [{title, segments: [[text, bool]…], source, at, url}], "by_day": [{date, count}],
 *    "notes": [{level, message, caret}]}; also taken when wrapped in {"data": …}.
 * Waits 250 ms after the last key and cancels what is on its way. Draws from <template data-preview-match> and
 * <template data-preview-note>; texts only ever become text nodes. The no-script page sends the form with its own button.
 */

import { Problem, send } from "./api.js";
import { freshen } from "./clock.js";
import { drawDays } from "./days.js";

const PAUSE = 250;
const isWeb = (address) => /^https?:\/\//.test(address ?? "");

function marked([text, isMarked]) {
  if (!isMarked) return document.createTextNode(text);
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

function matchFrom(template, match) {
  const row = template.content.firstElementChild.cloneNode(true);
  const slot = (name) => row.querySelector(`[data-slot=${name}]`);
  slot("title").textContent = match.title;
  if (isWeb(match.url)) slot("title").href = match.url;
  else slot("title").removeAttribute("href");
  slot("segments").replaceChildren(...match.segments.map(marked));
  slot("source").textContent = match.source;
  slot("at").dateTime = match.at;
  return row;
}

function noteFrom(template, note) {
  const box = template.content.firstElementChild.cloneNode(true);
  const label = box.querySelector("strong");
  box.classList.add(`note-${note.level}`);
  label.textContent = note.level === "error" ? label.dataset.labelError : label.dataset.labelWarning;
  box.querySelector("span").textContent = note.message;
  const caret = box.querySelector("pre");
  if (note.caret) caret.textContent = note.caret;
  else caret.remove();
  return box;
}

function draw(panel, preview) {
  const part = (name) => panel.querySelector(`[data-preview-${name}]`);
  const count = preview.count ?? 0;
  const words = count === 1 ? panel.dataset.one : panel.dataset.many;
  part("count").textContent = words.replace("{count}", count.toLocaleString(document.documentElement.lang));
  part("sentence").textContent = preview.sentence ?? "";
  panel.querySelector("[data-notes]").replaceChildren(...(preview.notes ?? []).map((note) => noteFrom(part("note"), note)));
  part("matches").replaceChildren(...(preview.matches ?? []).map((match) => matchFrom(part("match"), match)));
  drawDays(panel.querySelector("[data-days]"), preview.by_day ?? []);
  freshen(panel);
}

function watch(panel) {
  const field = document.getElementById(panel.dataset.preview);
  if (!field || !panel.dataset.previewUrl) return;
  let waiting;
  let flight;
  async function look() {
    flight?.abort();
    flight = new AbortController();
    panel.setAttribute("aria-busy", "true");
    try {
      const { body } = await send(panel.dataset.previewUrl, { query: field.value }, { signal: flight.signal });
      draw(panel, body.data ?? body);
      panel.removeAttribute("aria-busy");
    } catch (problem) {
      if (problem.name === "AbortError") return;
      panel.removeAttribute("aria-busy");
      if (problem instanceof Problem) panel.querySelector("[data-preview-sentence]").textContent = problem.message;
    }
  }
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}

export function start(root = document) {
  root.querySelectorAll("[data-preview]").forEach(watch);
}
