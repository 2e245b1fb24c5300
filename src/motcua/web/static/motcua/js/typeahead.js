// A field that shows what can be chosen while one types (the ARIA combobox). data-typeahead is the address that answers ?q=…
// with motcua/parts/typeahead_options.html. Choosing fires "chosen" on the hidden field, which htmx can listen to.

const PAUSE = 120;
let lists = 0;

function start(frame) {
  if (frame.dataset.ready) return;
  frame.dataset.ready = "yes";
  const input = frame.querySelector("input:not([type=hidden])");
  const kept = frame.querySelector("input[type=hidden]");
  const list = frame.querySelector("[role=listbox]");
  const voice = frame.querySelector("[role=status]");
  list.id ||= `typeahead-${(lists += 1)}`;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let waiting = 0;
  let asked = null;
  let current = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(to) {
    const all = options();
    if (!all.length) return;
    current = (to + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === current)));
    input.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  }

  function open(html) {
    list.innerHTML = html;
    const all = options();
    all.forEach((option, at) => {
      option.id = `${list.id}-${at}`;
    });
    list.hidden = all.length === 0;
    input.setAttribute("aria-expanded", String(all.length > 0));
    current = -1;
    voice.textContent = all.length ? frame.dataset.count.replace("{n}", all.length) : frame.dataset.none;
    voice.classList.toggle("unseen", all.length > 0);
  }

  // Whether it was answered, or a later question took its place.
  async function ask() {
    clearTimeout(waiting);
    asked?.abort();
    asked = new AbortController();
    const address = new URL(frame.dataset.typeahead, location.href);
    address.searchParams.set("q", input.value.trim());
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { "HX-Request": "true" } });
      if (answer.ok) open(await answer.text());
      return answer.ok;
    } catch (problem) {
      // No network: the field stays what it is without JavaScript, a plain search.
      if (problem.name !== "AbortError") close();
      return problem.name === "AbortError";
    }
  }

  // Enter came before the answer. Going on would leave nothing chosen, so it waits; what alone fits is chosen at once.
  async function askBeforeGoingOn() {
    const wasAnswered = await ask();
    const all = options();
    if (!wasAnswered) frame.dispatchEvent(new CustomEvent("forward", { bubbles: true, detail: input }));
    else if (!list.hidden && all.length === 1) choose(all[0]);
    else if (!list.hidden) point(0);
  }

  function choose(option) {
    if (option.dataset.address) {
      location.assign(option.dataset.address);
      return;
    }
    input.value = option.dataset.label;
    kept.value = option.dataset.value;
    voice.textContent = "";
    close();
    kept.dispatchEvent(new Event("chosen", { bubbles: true }));
    frame.dispatchEvent(new CustomEvent("forward", { bubbles: true, detail: input }));
  }

  input.addEventListener("input", () => {
    kept.value = "";
    clearTimeout(waiting);
    if (!input.value.trim()) close();
    else waiting = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    const opened = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!opened && input.value.trim()) ask();
      else point(event.key === "ArrowDown" ? current + 1 : current < 0 ? -1 : current - 1);
    } else if (event.key === "Enter" && opened) {
      event.preventDefault();
      event.stopPropagation();
      choose(options()[Math.max(current, 0)]);
    } else if (event.key === "Enter" && !event.ctrlKey && !kept.value && input.value.trim() && input.closest("form[data-enter-next]")) {
      event.preventDefault();
      event.stopPropagation();
      askBeforeGoingOn();
    } else if (event.key === "Escape" && opened) {
      // Closes the list and keeps what was typed.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && opened && current >= 0) {
      choose(options()[current]);
    }
  });

  // Before the field loses the focus.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
}

function startAll(root) {
  if (root.matches?.("[data-typeahead]")) start(root);
  root.querySelectorAll("[data-typeahead]").forEach(start);
}

document.addEventListener("htmx:load", (event) => startAll(event.target));
startAll(document);
