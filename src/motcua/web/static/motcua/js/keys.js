// Without a mouse. data-key="F4" on a field, button, link or check box: the key goes there or presses it; only there with data-key-focus.
// data-line-key="X" on a box in a line (data-line): the key ticks the box of the line in which the focus is.
// Keys 1 to 9 tick papers, never while one types, and can be switched off (data-keys-switch), for those whose software types by itself.
// data-enter-next on a form: Enter goes to the next field, and from the last one to the form's main button.

const TYPED = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable=true]";
const FIELDS = "input:not([type=hidden], [disabled], [readonly]), select:not([disabled]), textarea:not([disabled]), button[data-main]:not([disabled])";
const SWITCH = "motcua.digits";
const FUNCTION_KEY = /^F\d{1,2}$/;

function digitsAreOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function nameOf(event) {
  const parts = [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && event.key.length > 1 && "Shift"].filter(Boolean);
  return [...parts, event.key.length === 1 ? event.key.toUpperCase() : event.key].join("+");
}

function isSeen(element) {
  return element.checkVisibility ? element.checkVisibility({ visibilityProperty: true }) : element.offsetParent !== null;
}

function targetOf(key) {
  const inLine = document.activeElement?.closest("[data-line]")?.querySelector(`[data-line-key="${CSS.escape(key)}"]`);
  if (inLine) return inLine;
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return all.find((element) => isSeen(element) && !element.disabled) ?? all.find((element) => element.closest("details:not([open])"));
}

function press(element) {
  if (element.matches(TYPED) || element.dataset.keyFocus !== undefined) {
    element.focus();
    element.select?.();
    return;
  }
  if (element.matches("[type=checkbox], [type=radio]") && !element.dataset.lineKey) element.focus();
  element.click();
}

function escape() {
  const menu = document.activeElement?.closest("details.menu[open]") ?? document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return true;
  }
  if (document.activeElement?.matches(TYPED)) return false;
  const way = targetOf("Escape");
  way?.click();
  return Boolean(way);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.metaKey) return;
  if (event.key === "Escape") {
    if (escape()) event.preventDefault();
    return;
  }
  const key = nameOf(event);
  const isPlain = key.length === 1;
  if (isPlain && (document.activeElement?.matches(TYPED) || !digitsAreOn())) return;
  if (!isPlain && !FUNCTION_KEY.test(event.key) && !key.includes("+")) return;
  const target = targetOf(key);
  if (!target) return;
  event.preventDefault();
  press(target);
});

function goForward(form, from) {
  const all = [...form.querySelectorAll(FIELDS)].filter(isSeen);
  const next = all[all.indexOf(from) + 1] ?? form.querySelector("button[data-main]");
  next?.focus();
  if (next?.matches(TYPED)) next.select?.();
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  const form = field.closest?.("form[data-enter-next]");
  if (!form || event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[data-main]"));
  } else if (field.matches("input, select")) {
    event.preventDefault();
    goForward(form, field);
  }
});

// A type-ahead that has been answered goes on by itself.
document.addEventListener("forward", (event) => {
  const form = event.target.closest("form[data-enter-next]");
  if (form) goForward(form, event.detail);
});

// A menu closes when one goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  const say = () => {
    button.textContent = digitsAreOn() ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(digitsAreOn()));
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    localStorage.setItem(SWITCH, digitsAreOn() ? "off" : "on");
    say();
  });
  say();
}
