// The desk. From 1200 px a dossier opens beside its list (htmx, with its own address); below, and without this file, its page opens.
// Arrow keys go from row to row; the receipt is fetched into the page only when it is unfolded.

const WIDE = matchMedia("(min-width: 1200px)");
const desk = document.querySelector("[data-desk]");
const list = desk?.querySelector("[data-desk-list]");
const opened = desk?.querySelector("[data-desk-open]");

function rows() {
  return [...document.querySelectorAll("[data-opens], [data-row]")];
}

function markCurrent() {
  const name = opened?.querySelector("[data-file]")?.dataset.file;
  for (const link of list?.querySelectorAll("[data-opens]") ?? []) {
    const row = link.closest("tr");
    if (new URL(link.href).pathname === `/ho-so/${name}/`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

async function openBeside(link) {
  await htmx.ajax("GET", link.href, { source: link, target: opened, swap: "innerHTML" });
  desk.classList.add("is-open");
  markCurrent();
  opened.scrollTop = 0;
  document.title = opened.querySelector("[data-file]")?.dataset.file ?? document.title;
  if (!goToWanted()) opened.focus({ preventScroll: true });
}

// The act for which the dossier was opened gets the hand.
function goToWanted() {
  const wanted = opened?.querySelector("[data-wanted]");
  if (!wanted) return false;
  wanted.scrollIntoView({ block: "nearest" });
  wanted.querySelector("textarea, select, input:not([type=hidden]), button")?.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-opens]");
  const wantsTab = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  if (!link || wantsTab || !desk || !WIDE.matches || !globalThis.htmx) return;
  event.preventDefault();
  openBeside(link);
});

// A dossier's own page fetches the list it was opened from, where there is room for it.
async function fetchBeside() {
  if (!list?.dataset.beside || !WIDE.matches || !globalThis.htmx) return;
  await htmx.ajax("GET", list.dataset.beside, { target: list, swap: "innerHTML" });
  const heading = list.querySelector("h1");
  if (heading) heading.outerHTML = `<h2 class="desk-title">${heading.innerHTML}</h2>`;
  markCurrent();
  list.querySelector("tr[aria-current]")?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const from = document.activeElement;
  if (from?.matches("input:not([type=checkbox]), textarea, select")) return;
  const all = rows();
  if (!all.length) return;
  const inLine = from?.closest("[data-line]")?.querySelector("[data-opens], [data-row]");
  const chosen = all.findIndex((row) => row === from || row.closest("tr")?.hasAttribute("aria-current") || row.hasAttribute("aria-current"));
  const at = inLine ? all.indexOf(inLine) : all.includes(from) ? all.indexOf(from) : chosen;
  const next = all[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), all.length - 1)];
  event.preventDefault();
  next.focus();
});

// What unfolds gets the hand: the first field of an act.
document.addEventListener(
  "toggle",
  (event) => {
    const box = event.target;
    if (!(box instanceof HTMLDetailsElement) || !box.open) return;
    if (box.dataset.actOther !== undefined) box.querySelector("textarea, select, input:not([type=hidden]), button")?.focus();
    if (box.dataset.receipt && !box.querySelector("iframe")) {
      const frame = document.createElement("iframe");
      frame.className = "receipt-frame";
      frame.title = box.querySelector("summary").textContent.trim();
      frame.src = `${box.dataset.receipt}#navpanes=0&view=FitH`;
      box.querySelector(".disclosure-inside").append(frame);
    }
  },
  true,
);

fetchBeside();
if (!document.querySelector("[data-error-summary]")) goToWanted();
