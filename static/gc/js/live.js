/* Looks now and then whether something is new, and says so without moving anything.
 *
 * [data-live="API address"]       GET -> {"data": [finds newer than this page]}. Holds one hidden link, which becomes the pill.
 *   data-since                    when the newest find here was found; older ones that move up are no news
 *   data-one, data-many           the pill's words with {count}
 *   data-every                    seconds between looks (20). Hidden tabs do not look; a 304 changes nothing; failures wait longer.
 * [data-presence="API address"]   POST says that this person is looking and answers {"data": [{person: {name}}]}: who else is; DELETE when they go
 *   data-one, data-many           its words with {who}
 * [data-progress="API address"]   GET -> {"state": "looking" | …}; on another state loads data-next or this page again
 * [data-new-finds]                numbers in the navigation, raised to match
 */

import { read, send } from "./api.js";
import { shift } from "./counts.js";

const LONGEST = 300;

/** Calls look() every so many seconds while the page is seen, until it answers true. */
function keepLooking(look, seconds, first = seconds) {
  let wait = seconds;
  async function turn() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", turn, { once: true });
      return;
    }
    try {
      if (await look()) return;
      wait = seconds;
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) return;
      wait = Math.min(wait * 2, LONGEST);
    }
    setTimeout(turn, wait * 1000);
  }
  setTimeout(turn, first * 1000);
}

function showPill(pill, count) {
  const link = pill.querySelector("a");
  const words = count === 1 ? pill.dataset.one : pill.dataset.many;
  link.textContent = words.replace("{count}", count);
  link.hidden = false;
  shift(count - (Number(pill.dataset.shown) || 0));
  pill.dataset.shown = count;
}

function watchFinds(pill) {
  const since = Date.parse(pill.dataset.since);
  let etag = null;
  keepLooking(async () => {
    const answer = await read(pill.dataset.live, { etag });
    etag = answer.etag ?? etag;
    const isNew = (find) => !(Date.parse(find.found_at) <= since) && !document.getElementById(`find-${find.id}`);
    const fresh = (answer.body?.data ?? []).filter(isNew);
    if (fresh.length) showPill(pill, fresh.length);
    return false;
  }, Number(pill.dataset.every) || 20);
}

const listed = (names) => new Intl.ListFormat(document.documentElement.lang || "en-GB").format(names);

function showOthers(line, names) {
  const words = names.length === 1 ? line.dataset.one : line.dataset.many;
  const sentence = names.length ? words.replace("{who}", listed(names)) : "";
  if (line.textContent !== sentence) line.textContent = sentence;
}

function watchPresence(line) {
  const address = line.dataset.presence;
  keepLooking(
    async () => {
      const { body } = await send(address);
      const names = body.data.map((presence) => presence.person.name);
      showOthers(line, names);
      return false;
    },
    20,
    0,
  );
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) send(address, {}, { method: "DELETE", keepalive: true }).catch(() => {});
  });
}

/** Where an answer says how far it is, the bar and its heading do too. */
function showProgress(box, { places, waiting, followed }) {
  const bar = box.querySelector("progress[max]");
  if (!bar || waiting === undefined) return;
  bar.value = places - waiting;
  const heading = box.querySelector("[data-words]");
  const words = { done: places - waiting, all: places, followed };
  heading.textContent = heading.dataset.words.replace(/\{(\w+)\}/g, (_, name) => words[name]);
}

function watchProgress(box) {
  let etag = null;
  keepLooking(async () => {
    const answer = await read(box.dataset.progress, { etag });
    etag = answer.etag ?? etag;
    if (answer.body) showProgress(box, answer.body);
    if (!answer.body || answer.body.state === "looking") return false;
    if (box.dataset.next) location.assign(box.dataset.next);
    else location.reload();
    return true;
  }, 1.5);
}

export function start(root = document) {
  root.querySelectorAll("[data-live]").forEach(watchFinds);
  root.querySelectorAll("[data-presence]").forEach(watchPresence);
  root.querySelectorAll("[data-progress]").forEach(watchProgress);
}
