/* [data-new-finds]: how many finds are new, wherever it stands; "99+" stays as it is.
 *
 *   shift(by)    as many more, or fewer
 */

export function shift(by) {
  for (const number of document.querySelectorAll("[data-new-finds]")) {
    if (number.firstChild.data.endsWith("+")) continue;
    const before = Number.parseInt(number.firstChild.data, 10) || 0;
    number.firstChild.data = Math.max(0, before + by);
  }
}
