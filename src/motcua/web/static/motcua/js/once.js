// A form is sent once. After the first click its button rests and says what is being done (data-busy); a form that was
// answered with mistakes gets the focus on what must be mended. Without this file the server's form key does the same, silently.

function rest(form, button) {
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  if (!button) return;
  button.dataset.words = button.innerHTML;
  // After the browser has read the button's own name and value.
  setTimeout(() => {
    button.disabled = true;
    const words = button.querySelector("span") ?? button;
    if (button.dataset.busy) words.textContent = button.dataset.busy;
  });
}

function wake(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("button[data-words]")) {
    button.disabled = false;
    button.innerHTML = button.dataset.words;
    delete button.dataset.words;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.many !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  rest(form, event.submitter);
});

// Back with the browser's button, or an htmx answer that leaves the form in place: it can be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(wake);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-sent]");
  if (form) wake(form);
});

function focusMistakes(root) {
  root.querySelector("[data-error-summary]")?.focus();
}

document.addEventListener("htmx:load", (event) => focusMistakes(event.target));
focusMistakes(document);
