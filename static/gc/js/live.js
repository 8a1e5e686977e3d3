/* Looks now and then whether something is new, and says so without moving anything.
 *
 * [data-live="API address"]       GET -> {"data": [finds newer than this page]}. Holds one hidden link, which becomes the pill.
 *   data-since                    when the newest find here was found; older ones that move up are no news
 *   data-one, data-many           the pill's words with {count}
 *   data-every                    seconds between looks (20). Hidden tabs do not look; a 304 changes nothing; failures wait longer.
 * [data-progress="API address"]   GET -> {"state": "looking" | …}; on another state loads data-next or this page again
 * [data-new-finds]                numbers in the navigation, raised to match
 */

import { read } from "./api.js";
import { shift } from "./counts.js";

const LONGEST = 300;

/** Calls look() every so many seconds while the page is seen, until it answers true. */
function keepLooking(look, seconds) {
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
  setTimeout(turn, wait * 1000);
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

function watchProgress(box) {
  let etag = null;
  keepLooking(async () => {
    const answer = await read(box.dataset.progress, { etag });
    etag = answer.etag ?? etag;
    if (!answer.body || answer.body.state === "looking") return false;
    if (box.dataset.next) location.assign(box.dataset.next);
    else location.reload();
    return true;
  }, 1.5);
}

export function start(root = document) {
  root.querySelectorAll("[data-live]").forEach(watchFinds);
  root.querySelectorAll("[data-progress]").forEach(watchProgress);
}
