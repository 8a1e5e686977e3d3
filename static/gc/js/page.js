/* Small courtesies on every page.
 *
 * [data-focus-on-load]                 takes focus when the page has loaded (error summaries, successes)
 * button[data-copies="id"][data-copied]  copies that element's text and says so; hidden without scripts
 * [data-pastes="id"]                   holds a button that puts the clipboard into that field; hidden where it cannot be read
 * details[name=bar]                    menus: Escape and a press elsewhere close them
 */

function copying(button) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 3000);
  });
}

function pasting(box) {
  const field = document.getElementById(box.dataset.pastes);
  box.hidden = false;
  box.querySelector("button").addEventListener("click", async () => {
    field.value = (await navigator.clipboard.readText().catch(() => "")).trim() || field.value;
    field.focus();
  });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function escaped(event) {
  const menu = event.target.closest?.("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

export function start() {
  document.querySelector("[data-focus-on-load]")?.focus();
  if (navigator.clipboard) document.querySelectorAll("button[data-copies]").forEach(copying);
  if (navigator.clipboard?.readText) document.querySelectorAll("[data-pastes]").forEach(pasting);
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", escaped);
}
