// Optional comfort; every page works without it. No state is kept in the browser.
(() => {
  "use strict";
  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();

  // "/" goes to the search box unless somebody is typing.
  document.addEventListener("keydown", (press) => {
    if (press.key !== "/" || press.ctrlKey || press.metaKey || press.altKey) return;
    if (press.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.getElementById("search");
    if (!search || search.offsetParent === null) return;
    press.preventDefault();
    search.focus();
  });

  // A half-filled form asks before it is left; a second press of the same button does nothing.
  let typed = false;
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (form.hasAttribute("data-guard")) form.addEventListener("input", () => { typed = true; });
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      typed = false;
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    });
  }
  window.addEventListener("beforeunload", (event) => { if (typed) { event.preventDefault(); event.returnValue = ""; } });

  // Coming back with the browser's back button: the form may be sent again (its token makes it one record).
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
})();
