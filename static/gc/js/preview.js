/* What a search would have found, while it is being written.
 *
 * [data-preview="id of the field"][data-preview-url]   see components/search_preview.html. POST {"query": "…"} ->
 *   {"sentence" (how it was read), "count", "more", "estimated", "by_day": [{date, count}], "by_place": [{place, count}],
 *    "matches": [{title_segments and segments: [[text, bool]…], source, at, url, because: [part]}],
 *    "kept_out": {count, estimated, matches}, "term_counts": [{term, count, estimated}], "warnings": [{message}],
 *    "notes": [{level, message, start, end, fix, caret}]}
 * Waits 250 ms after the last key and cancels what is on its way. Texts only ever become text nodes.
 * [data-preview-mini]   says the count beside the field as well, for windows in which the preview is far below.
 * button[data-fills="id of the field"]   puts its value there; without scripts it sends the form instead.
 */

import { Problem, send } from "./api.js";
import { freshen } from "./clock.js";
import { drawDays } from "./days.js";
import { marked } from "./segments.js";

const PAUSE = 250;
const MONTH = 30;
const isWeb = (address) => /^https?:\/\//.test(address ?? "");
const numeral = (count) => count.toLocaleString(document.documentElement.lang || "en-GB");

function matchFrom(template, match) {
  const row = template.content.firstElementChild.cloneNode(true);
  const slot = (name) => row.querySelector(`[data-slot=${name}]`);
  slot("title").replaceChildren(...match.title_segments.map(marked));
  if (!match.title_segments.length) slot("title").textContent = match.source;
  if (isWeb(match.url)) slot("title").href = match.url;
  else slot("title").removeAttribute("href");
  slot("excerpt").replaceChildren(...match.segments.map(marked));
  slot("place").textContent = match.source;
  slot("at").dateTime = match.at;
  slot("because").hidden = match.because.length === 0;
  slot("parts").textContent = match.because.join(" + ");
  return row;
}

function noteFrom(template, note, query) {
  const box = template.content.firstElementChild.cloneNode(true);
  const slot = (name) => box.querySelector(`[data-slot=${name}]`);
  box.classList.add(`note-${note.level}`);
  slot("level").textContent = slot("level").dataset[note.level];
  slot("message").textContent = note.message;
  if (note.caret && note.level !== "info") slot("caret").textContent = note.caret;
  else slot("caret").remove();
  const way = box.querySelector("[data-fills]");
  if (way && note.fix !== null && note.fix !== undefined) {
    const letters = Array.from(query);
    way.value = letters.slice(0, note.start).join("") + note.fix + letters.slice(note.end).join("");
    slot("fixed").textContent = way.value;
  } else {
    way?.parentElement.remove();
  }
  return box;
}

function counted(name, count) {
  const line = document.createElement("li");
  const number = document.createElement("b");
  number.className = "numbers";
  number.textContent = count;
  line.append(`${name} `, number);
  return line;
}

function sentence({ message }) {
  const line = document.createElement("li");
  line.textContent = message;
  return line;
}

const about = (words, { count, estimated }) => (estimated ? words.about.replace("{count}", numeral(count)) : numeral(count));

function paceOf(words, { count }) {
  if (!count) return "";
  if (count >= 45) return words.aDay.replace("{count}", numeral(Math.round(count / MONTH)));
  if (count >= 6) return words.aWeek.replace("{count}", numeral(Math.round((count * 7) / MONTH)));
  return words.seldom;
}

function drawSum(panel, preview, isEmpty) {
  const part = (name) => panel.querySelector(`[data-preview-${name}]`);
  const isUncounted = preview.estimated && !preview.count;
  const words = isUncounted ? panel.dataset.uncounted : preview.estimated ? panel.dataset.estimated : panel.dataset.counted;
  part("count").textContent = isEmpty ? "" : words.replace("{count}", numeral(preview.count));
  for (const mini of document.querySelectorAll("[data-preview-mini]")) mini.textContent = part("count").textContent;
  part("pace").textContent = paceOf(panel.dataset, preview);
  part("empty").hidden = !isEmpty;
  part("none").hidden = isEmpty || preview.count > 0 || preview.estimated;
  part("broad").hidden = !preview.more;
  part("warnings").replaceChildren(...preview.warnings.map(sentence));
  part("problem").textContent = "";
}

function drawParts(panel, preview) {
  const part = (name) => panel.querySelector(`[data-preview-${name}]`);
  const words = preview.term_counts;
  part("words").hidden = words.length === 0;
  part("words-list").replaceChildren(...words.map((word) => counted(word.term, about(panel.dataset, word))));
  part("kept-out").hidden = preview.kept_out.count === 0;
  part("kept-out-count").textContent = about(panel.dataset, preview.kept_out);
  part("kept-out-matches").replaceChildren(...preview.kept_out.matches.map((match) => matchFrom(part("match"), match)));
}

function draw(panel, preview, query) {
  const part = (name) => panel.querySelector(`[data-preview-${name}]`);
  const isEmpty = query.trim() === "";
  drawSum(panel, preview, isEmpty);
  part("understood").textContent = preview.sentence;
  part("read").hidden = !preview.sentence;
  const notes = isEmpty ? [] : preview.notes.map((note) => noteFrom(part("note"), note, query));
  (panel.querySelector("[data-notes]") ?? document.querySelector("[data-notes]"))?.replaceChildren(...notes);
  for (const note of panel.querySelectorAll("[data-unlisted]")) note.remove();
  part("where").hidden = preview.by_place.length === 0;
  part("places").replaceChildren(...preview.by_place.map(({ place, count }) => counted(place, numeral(count))));
  part("newest").hidden = preview.matches.length === 0;
  part("matches").replaceChildren(...preview.matches.map((match) => matchFrom(part("match"), match)));
  drawParts(panel, preview);
  drawDays(panel.querySelector("[data-days]"), preview.count ? preview.by_day : []);
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
    const query = field.value;
    try {
      const { body } = await send(panel.dataset.previewUrl, { query }, { signal: flight.signal });
      draw(panel, body, query);
      panel.removeAttribute("aria-busy");
    } catch (problem) {
      if (problem.name === "AbortError") return;
      panel.removeAttribute("aria-busy");
      if (!(problem instanceof Problem)) throw problem;
      panel.querySelector("[data-preview-problem]").textContent = problem.message;
      if (problem.problem.code === "still_counting") waiting = setTimeout(look, PAUSE * 2);
    }
  }
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}

function fill(event) {
  const button = event.target.closest?.("button[data-fills]");
  const field = button && document.getElementById(button.dataset.fills);
  if (!field) return;
  event.preventDefault();
  field.value = button.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

export function start(root = document) {
  const panels = root.querySelectorAll("[data-preview]");
  if (!panels.length) return;
  panels.forEach(watch);
  document.addEventListener("click", fill);
  // Gone, not hidden: Enter in the name would press the form’s first button.
  for (const button of root.querySelectorAll("[data-preview-button]")) button.remove();
}
