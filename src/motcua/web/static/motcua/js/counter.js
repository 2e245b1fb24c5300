// Comforts of the counter: the focus goes where the work goes on, all required papers are ticked at once, and what was typed
// stays when the session has ended or the line is down. Without this file every act is a plain round trip.

// The part that was filled says where to go on; that field may lie outside it.
document.addEventListener("htmx:load", (event) => {
  const next = event.target.dataset?.go;
  if (next) document.getElementById(next)?.focus();
});

// A disclosure that is opened shows where to type.
document.addEventListener("click", (event) => {
  const details = event.target.closest?.("summary")?.parentElement;
  if (!details?.matches("[data-focus-first]")) return;
  requestAnimationFrame(() => details.open && details.querySelector("input:not([type=hidden]), select, textarea")?.focus());
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-tick-required]");
  if (!button) return;
  event.preventDefault();
  const fromData = new Set([...document.querySelectorAll("[name=from_data]:checked")].map((one) => one.value));
  for (const paper of document.querySelectorAll("[data-required-paper]")) paper.checked ||= !fromData.has(paper.value);
  button.form.querySelector("button[data-main]")?.focus();
});

// Before the sheet is sent, one short question: is somebody still logged in? A new log-in in another tab also brings a new token.
const sheet = document.querySelector("form[data-ask]");
let isAsking = false;

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

function tell(words, linkWords) {
  const place = sheet.querySelector("[data-trouble]");
  const said = place.querySelector("p");
  said.textContent = `${words} `;
  if (linkWords) {
    const link = document.createElement("a");
    Object.assign(link, { href: sheet.action, target: "_blank", rel: "opener", textContent: linkWords });
    said.append(link);
  }
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

// While we asked, an answer may have put a new button in the place of the one that was pressed.
function stillThere(button) {
  return !button || button.form === sheet ? button : sheet.querySelector(`button[name="${button.name}"][value="${button.value}"]`);
}

async function ask(submitter) {
  let answer;
  try {
    answer = await fetch(`${sheet.dataset.ask}?q=`, { headers: { "HX-Request": "true" } });
  } catch {
    tell(sheet.dataset.noLine);
    return;
  }
  if (answer.headers.has("HX-Redirect")) {
    tell(sheet.dataset.logIn, sheet.dataset.logInWords);
    return;
  }
  const kept = sheet.querySelector("[name=csrfmiddlewaretoken]");
  if (kept && token()) kept.value = token();
  sheet.dataset.asked = "yes";
  sheet.requestSubmit(stillThere(submitter));
}

sheet?.addEventListener(
  "submit",
  (event) => {
    if (sheet.dataset.asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isAsking) return;
    isAsking = true;
    ask(event.submitter).finally(() => {
      isAsking = false;
    });
  },
  true,
);
