// Prints a PDF of this house from the page it belongs to. <a data-print href="….pdf"> prints when pressed; data-print="auto"
// prints by itself once, right after the act that made the paper. Where a browser cannot, the PDF opens instead.
// <button data-print-page> prints the page.

const TOO_LONG = 15000;

function show(address) {
  location.assign(address);
}

function print(address) {
  const frame = document.createElement("iframe");
  // Not display: none, which some browsers print as an empty sheet.
  frame.className = "unseen";
  frame.title = "PDF";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  const late = setTimeout(() => {
    frame.remove();
    show(address);
  }, TOO_LONG);
  frame.addEventListener("load", () => {
    clearTimeout(late);
    const here = document.activeElement;
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
      // The keyboard belongs to the page again, not to a frame nobody sees.
      window.focus();
      here?.focus();
    } catch {
      frame.remove();
      show(address);
    }
  });
  frame.src = address;
  document.querySelector("iframe[title=PDF]")?.remove();
  document.body.append(frame);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-print]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && navigator.pdfViewerEnabled !== false) {
    event.preventDefault();
    print(link.href);
  } else if (event.target.closest?.("[data-print-page]")) {
    window.print();
  }
});

function printAtOnce(root) {
  const link = root.querySelector('a[data-print="auto"]');
  if (!link || navigator.pdfViewerEnabled === false) return;
  link.dataset.print = "";
  // Once for each paper: coming back to the page does not print it again.
  const key = `motcua.printed.${link.href}`;
  if (sessionStorage.getItem(key)) return;
  sessionStorage.setItem(key, "yes");
  print(link.href);
}

document.addEventListener("htmx:load", (event) => printAtOnce(event.target));
printAtOnce(document);
