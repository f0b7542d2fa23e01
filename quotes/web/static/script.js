// Keys and filtering in place, for those who have them; every page works without.
(() => {
  "use strict";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  // A key of a page is written on what it does: data-key presses a button or link, or goes to a field.
  const switched = document.querySelector("[data-keys]");
  if (switched) {
    switched.hidden = false;
    const box = switched.querySelector("input");
    const show = () => document.documentElement.classList.toggle("keyed", box.checked);
    try { box.checked = localStorage.getItem("keys") !== "off"; } catch { /* no storage: on */ }
    show();
    box.addEventListener("change", () => {
      show();
      try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* not kept */ }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") {
      const field = document.querySelector("[data-slash]");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
      return;
    }
    if (!switched || !switched.querySelector("input").checked) return;
    const found = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!found) return;
    event.preventDefault();
    const details = found.closest("details");
    if (details) details.open = true;
    if (found.matches("input, textarea, select")) { found.focus(); if (found.select) found.select(); }
    else found.click();
  });

  // Rows that hold what is typed stay.
  for (const field of document.querySelectorAll("[data-filter]")) {
    field.closest("[hidden]")?.removeAttribute("hidden");
    const rows = document.querySelectorAll(field.dataset.filter);
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const words = [...rows].map((row) => plain(row.textContent));
    field.addEventListener("input", () => {
      const sought = plain(field.value).split(/\s+/).filter(Boolean);
      rows.forEach((row, at) => { row.hidden = !sought.every((word) => words[at].includes(word)); });
    });
  }

  // Addresses of searches without fields that were left empty.
  for (const form of document.querySelectorAll('form[method="get"]')) {
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
      setTimeout(() => { for (const field of form.elements) field.disabled = false; });
    });
  }
})();
