/* Keeps <time data-ago datetime="…"> fresh: "4 minutes ago", in the page's language. The exact time stays in its title.
 *
 * <html data-just-now="…">   the words for less than a minute
 *   start(root)      writes all of them now and every 30 seconds while the page is seen
 *   freshen(root)    writes those inside root once, for what another module has just drawn
 */

const STEPS = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
  ["week", 604_800],
  ["month", 2_629_800],
  ["year", 31_557_600],
];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en-GB", { numeric: "auto" });

export function ago(moment, at = Date.now()) {
  const seconds = (moment - at) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return document.documentElement.dataset.justNow || words.format(0, "second");
  const [unit, length] = STEPS.findLast(([, step]) => size >= step) ?? STEPS[0];
  return words.format(Math.round(seconds / length), unit);
}

export function freshen(root = document) {
  for (const time of root.querySelectorAll("time[data-ago][datetime]")) {
    const moment = Date.parse(time.dateTime);
    if (Number.isNaN(moment)) continue;
    time.textContent = ago(moment);
    time.title ||= new Date(moment).toLocaleString(document.documentElement.lang || "en-GB");
  }
}

export function start(root = document) {
  freshen(root);
  setInterval(() => {
    if (!document.hidden) freshen(root);
  }, 30_000);
}
