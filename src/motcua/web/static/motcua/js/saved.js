// A form with data-save="/address" is stored while one works on it; [data-saved] inside says so: "Đã lưu lúc 09:41".
// The address takes the form by POST and answers 2xx. Nothing personal is kept in the browser: counters are shared.

const PAUSE = 800;

function clock(at) {
  return at.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
}

function start(form) {
  if (form.dataset.watched) return;
  form.dataset.watched = "yes";
  const voice = form.querySelector("[data-saved]");
  let waiting = 0;
  let version = 0;
  let stored = 0;

  function say(state, words) {
    if (!voice) return;
    voice.dataset.state = state;
    voice.textContent = words;
  }

  async function save() {
    const mine = version;
    say("saving", voice?.dataset.saving ?? "");
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(String(answer.status));
      stored = Math.max(stored, mine);
      const at = new Date(answer.headers.get("Date") ?? Date.now());
      if (mine === version) say("saved", voice?.dataset.done.replace("{time}", clock(at)) ?? "");
    } catch {
      say("failed", voice?.dataset.failed ?? "");
    }
  }

  form.addEventListener("input", () => {
    version += 1;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    stored = version;
  });
  // Only while something is not stored yet does leaving ask back.
  addEventListener("beforeunload", (event) => {
    if (stored < version) event.preventDefault();
  });
}

function startAll(root) {
  if (root.matches?.("form[data-save]")) start(root);
  root.querySelectorAll("form[data-save]").forEach(start);
}

document.addEventListener("htmx:load", (event) => startAll(event.target));
startAll(document);
