/* One search in three ways: what is typed in one stands at once in the others, and in the field "query" above all.
 *
 * [data-ways="read url"]        see searches/ways.html. POST {"query"} or {"fields": {box: [items]}, "query"} ->
 *   {"query", "sentence", "notes": [{field, level, message}], "fields" or null with "cannot_show",
 *    "simple" or null with "simple_cannot_show"}
 * button[name=to]               the tabs; without scripts they send the form
 * [data-panel="way"]            what each shows; [data-box="box"] inside holds one box
 * input[list]                   suggests the next name after a comma, too
 * The field "query" tells of every change by an input event, whoever made it; so preview.js follows.
 */

import { send } from "./api.js";

const PAUSE = 150;
const glue = (box) => (box === "all" ? " " : ", ");
const ticksOf = (box) => [...box.querySelectorAll("input[type=checkbox]")];

function itemsIn(box) {
  const ticks = ticksOf(box);
  if (ticks.length) return ticks.filter((tick) => tick.checked).map((tick) => tick.value);
  const { value } = box.querySelector("input");
  return value.trim() ? [value] : [];
}

function fieldsIn(panel) {
  const boxes = [...panel.querySelectorAll("[data-box]")];
  return Object.fromEntries(boxes.map((box) => [box.dataset.box, itemsIn(box)]));
}

/** A value that the page has no tick for gets one. */
function addTick(box, value) {
  const row = box.querySelector(".ticks__row");
  const chip = row.lastElementChild.cloneNode(true);
  const tick = chip.querySelector("input");
  tick.value = value;
  tick.id += `_${value}`;
  chip.htmlFor = tick.id;
  chip.querySelector("span").textContent = value;
  row.append(chip);
}

function fillBox(box, items) {
  for (const value of ticksOf(box).length ? items : []) {
    if (!ticksOf(box).some((tick) => tick.value === value)) addTick(box, value);
  }
  const ticks = ticksOf(box);
  for (const tick of ticks) tick.checked = items.includes(tick.value);
  if (!ticks.length) box.querySelector("input").value = items.join(glue(box.dataset.box));
  if (items.length) box.closest("details")?.setAttribute("open", "");
}

function fillPanel(panel, fields) {
  for (const box of panel.querySelectorAll("[data-box]")) fillBox(box, fields[box.dataset.box] ?? []);
}

/** Beside each box of the panel what could not be honoured in it. Says whether there was anything. */
function sayBeside(panel, notes) {
  const wrong = notes.filter((note) => note.level === "error" && note.field !== "query");
  for (const box of panel.querySelectorAll("[data-box]")) {
    const own = wrong.filter((note) => note.field === box.dataset.box);
    box.classList.toggle("field-wrong", own.length > 0);
    box.querySelector(".field__error")?.remove();
    if (!own.length) continue;
    const line = document.createElement("p");
    line.className = "field__error";
    line.textContent = own.map((note) => note.message).join(" ");
    box.querySelector("label, legend").after(line);
  }
  return wrong.length > 0;
}

function suggestAfterCommas(input) {
  const names = [...(input.list?.options ?? [])].map((option) => option.value);
  const list = document.createElement("datalist");
  list.id = `${input.id}-names`;
  input.after(list);
  input.setAttribute("list", list.id);
  const offer = () => {
    const before = input.value.match(/^.*,\s*/)?.[0] ?? "";
    const options = names.map((name) => Object.assign(document.createElement("option"), { value: before + name }));
    list.replaceChildren(...options);
  };
  offer();
  input.addEventListener("input", offer);
}

class Ways {
  constructor(root) {
    this.root = root;
    this.query = root.querySelector("[data-panel=query] textarea");
    this.chosen = root.querySelector("input[name=way]");
    root.addEventListener("input", (event) => this.typed(event));
    root.querySelector(".ways__tabs").addEventListener("click", (event) => this.pressed(event));
    root.querySelectorAll("input[list]").forEach(suggestAfterCommas);
  }

  get way() {
    return this.chosen.value;
  }

  panel(way = this.way) {
    return this.root.querySelector(`[data-panel=${way}]`);
  }

  typed(event) {
    if (this.isOurs) return;
    const isOfQuery = event.target === this.query;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.follow(isOfQuery), PAUSE);
  }

  /** The query as the boxes ask for it, or the boxes as somebody else's query asks. */
  async follow(isOfQuery) {
    const isInBoxes = this.way !== "query";
    const read = await this.read(isInBoxes && !isOfQuery);
    if (!read || !isInBoxes) return;
    if (isOfQuery) this.show(this.way, read);
    else sayBeside(this.panel(), read.notes);
  }

  async pressed(event) {
    const tab = event.target.closest("button[name=to]");
    if (!tab) return;
    event.preventDefault();
    clearTimeout(this.waiting);
    const read = await this.read(this.way !== "query");
    if (!read) return;
    if (this.way !== "query" && sayBeside(this.panel(), read.notes)) return;
    this.show(tab.value, read);
    this.panel().querySelector("input:not([type=hidden]), textarea").focus();
  }

  /** What the API makes of what stands here now; nothing when something newer was asked meanwhile. */
  async read(isFromBoxes) {
    this.flight?.abort();
    this.flight = new AbortController();
    const asked = { query: this.query.value };
    if (isFromBoxes) asked.fields = fieldsIn(this.panel());
    try {
      const { body } = await send(this.root.dataset.ways, asked, { signal: this.flight.signal });
      this.take(body, isFromBoxes);
      return body;
    } catch (problem) {
      if (problem.name !== "AbortError") this.explain(problem.message);
      return null;
    }
  }

  take(read, isFromBoxes) {
    const line = this.root.querySelector("[data-ways-sentence]");
    line.textContent = read.sentence;
    line.hidden = !read.sentence;
    if (!isFromBoxes || read.query === this.query.value) return;
    this.query.value = read.query;
    this.isOurs = true;
    this.query.dispatchEvent(new Event("input", { bubbles: true }));
    this.isOurs = false;
  }

  show(way, read) {
    const boxes = { simple: read.simple, detailed: read.fields, query: {} }[way];
    const why = { simple: read.simple_cannot_show, detailed: read.cannot_show }[way] ?? "";
    this.explain(boxes ? "" : why);
    this.chosen.value = boxes ? way : "query";
    for (const panel of this.root.querySelectorAll("[data-panel]")) {
      panel.hidden = panel !== this.panel();
      if (panel.matches("fieldset")) panel.disabled = panel.hidden;
    }
    for (const tab of this.root.querySelectorAll("button[name=to]")) {
      tab.setAttribute("aria-pressed", tab.value === this.way);
    }
    if (boxes && way !== "query") {
      fillPanel(this.panel(), boxes);
      sayBeside(this.panel(), []);
    }
  }

  explain(why) {
    const line = this.root.querySelector("[data-ways-why]");
    line.textContent = why;
    line.hidden = !why;
  }
}

export function start(root = document) {
  for (const element of root.querySelectorAll("[data-ways]")) new Ways(element);
}
