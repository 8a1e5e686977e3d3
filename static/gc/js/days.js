/* Draws {date, count} by day into components/day_bars.html, as the server would: bars, both ends, and the table.
 *
 *   drawDays(figure, byDay)    figure may be missing; byDay is oldest first. data-most holds the sentence with {count}.
 */

const SVG = "http://www.w3.org/2000/svg";
const dayWords = (date) =>
  new Date(`${date}T12:00:00`).toLocaleDateString(document.documentElement.lang || "en-GB", { day: "numeric", month: "short" });

function bar({ count }, place) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", "days__bar");
  rect.setAttribute("x", place + 0.1);
  rect.setAttribute("width", 0.8);
  rect.setAttribute("height", count);
  return rect;
}

function row({ date, count }) {
  const line = document.createElement("tr");
  const day = document.createElement("th");
  day.scope = "row";
  day.textContent = dayWords(date);
  const number = document.createElement("td");
  number.className = "column-number";
  number.textContent = count;
  line.append(day, number);
  return line;
}

function drawBars(chart, byDay) {
  const most = Math.max(1, ...byDay.map((day) => day.count));
  chart.setAttribute("viewBox", `0 0 ${byDay.length} ${most}`);
  const group = chart.querySelector("g");
  group.setAttribute("transform", `translate(0 ${most}) scale(1 -1)`);
  group.replaceChildren(...byDay.map(bar));
  const floor = chart.querySelector("line");
  floor.setAttribute("x2", byDay.length);
  floor.setAttribute("y1", most);
  floor.setAttribute("y2", most);
}

export function drawDays(figure, byDay) {
  if (!figure) return;
  figure.hidden = byDay.length === 0;
  if (figure.hidden) return;
  const most = Math.max(...byDay.map((day) => day.count));
  figure.querySelector("[data-days-sentence]").textContent = figure.dataset.most.replace("{count}", most);
  drawBars(figure.querySelector("svg"), byDay);
  figure.querySelector("[data-days-first]").textContent = dayWords(byDay[0].date);
  figure.querySelector("[data-days-last]").textContent = dayWords(byDay.at(-1).date);
  figure.querySelector("[data-days-rows]").replaceChildren(...byDay.map(row));
}
