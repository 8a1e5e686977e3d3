/* “Would this match, and why not?”, answered beside the search.
 *
 * [data-would-match="id of the query's field"][data-would-match-url]   see components/would_match.html. POST {"query", "sample"} ->
 *   {"is_match": true | false | null, "because": [sentence], "why_not": [sentence], "title_segments" and "segments", "notes": [{message}]}
 * Without scripts its button sends the form to a page that says the same.
 */

import { Problem, send } from "./api.js";
import { marked } from "./segments.js";

const line = (sentence) => {
  const item = document.createElement("li");
  item.textContent = sentence;
  return item;
};

function drawn(template, verdict) {
  const box = template.content.firstElementChild.cloneNode(true);
  const slot = (name) => box.querySelector(`[data-slot=${name}]`);
  slot("yes").hidden = verdict.is_match !== true;
  slot("no").hidden = verdict.is_match !== false;
  slot("unasked").hidden = verdict.is_match !== null;
  const reasons = verdict.is_match === null ? verdict.notes.map((note) => note.message) : verdict.why_not;
  slot("why_not").replaceChildren(...reasons.map(line));
  slot("why_not").hidden = reasons.length === 0;
  slot("because").hidden = verdict.because.length === 0;
  slot("held").hidden = verdict.is_match === false;
  slot("half").hidden = verdict.is_match !== false;
  slot("parts").textContent = verdict.because.join(" + ");
  slot("words").hidden = !verdict.title_segments.length && !verdict.segments.length;
  slot("title").hidden = !verdict.title_segments.length;
  slot("title").replaceChildren(...verdict.title_segments.map(marked));
  slot("excerpt").replaceChildren(...verdict.segments.map(marked));
  return box;
}

function watch(panel) {
  const part = (name) => panel.querySelector(`[data-would-match-${name}]`);
  const query = document.getElementById(panel.dataset.wouldMatch);
  const sample = panel.querySelector("textarea[name=sample]");
  if (!query || !sample || !panel.dataset.wouldMatchUrl) return;
  part("button").addEventListener("click", async (event) => {
    event.preventDefault();
    part("problem").textContent = "";
    try {
      const { body } = await send(panel.dataset.wouldMatchUrl, { query: query.value, sample: sample.value });
      part("answer").replaceChildren(drawn(part("verdict"), body));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      part("answer").replaceChildren();
      part("problem").textContent = problem.message;
    }
  });
}

export function start(root = document) {
  root.querySelectorAll("[data-would-match]").forEach(watch);
}
