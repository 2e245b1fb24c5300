// Comforts of the counter: a disclosure that opens shows where to type; all required papers are ticked without a round trip.

document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (!details.open || !details.matches("[data-focus-first]") || document.querySelector("[data-error-summary]")) return;
    details.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  },
  true,
);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-tick-required]");
  if (!button) return;
  event.preventDefault();
  for (const paper of document.querySelectorAll("[data-required-paper]")) {
    const data = [...document.querySelectorAll("[name=from_data]:checked")].some((one) => one.value === paper.value);
    if (!data) paper.checked = true;
  }
  button.form.querySelector("button[data-main]")?.focus();
});
