// Several dossiers, or slips, of a list at once. The box in the head row ticks and unticks all, the link ticks all without a journey to the
// server, and how many are ticked is said as one goes. Without this file the link does it, and the form says what was done.

const BOXES = 'input[name="hs"], input[name="phieu"]';

function boxesOf(form) {
  return [...form.querySelectorAll(BOXES)];
}

function say(form) {
  const boxes = boxesOf(form);
  const ticked = boxes.filter((box) => box.checked).length;
  const count = form.querySelector("[data-batch-count]");
  if (count) count.textContent = count.dataset.batchCount.replace("{n}", ticked);
  const head = form.querySelector("[data-choose-head]");
  if (!head) return;
  head.hidden = false;
  head.checked = ticked === boxes.length;
  head.indeterminate = ticked > 0 && ticked < boxes.length;
}

function tickAll(form, wanted) {
  for (const box of boxesOf(form)) box.checked = wanted;
  say(form);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-batch]");
  if (!form) return;
  if (event.target.matches("[data-choose-head]")) tickAll(form, event.target.checked);
  else if (event.target.matches(BOXES)) say(form);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-choose-all]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  tickAll(link.closest("[data-batch]"), true);
});

function begin(root) {
  for (const form of root.querySelectorAll("[data-batch]")) say(form);
}

document.addEventListener("htmx:load", (event) => begin(event.target));
addEventListener("pageshow", () => begin(document));
