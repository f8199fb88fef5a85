// Comfort only: keeps what is being typed in this browser until it is sent, beside the draft that the server keeps.
(() => {
  const KEPT = 3 * 24 * 3600 * 1000, JUST_NOW = 10 * 60 * 1000;
  const at = (name) => `yishi-draft-${name}`;
  const read = (key) => JSON.parse(localStorage.getItem(key) || "null");
  const ticked = (field) => field.type === "radio" || field.type === "checkbox";
  const fields = (form) => [...form.elements].filter((field) => field.name && !field.closest(".honey")
    && !["hidden", "file", "password", "submit", "button", "fieldset"].includes(field.type));

  // A link that names something else than what was typed of then, the next code at a door, begins anew.
  const elsewhere = (typed) => [...new URLSearchParams(location.search)]
    .some(([name, value]) => typed[name] && !typed[name].includes(value));

  function put(form, typed) {  // each value into its field: ticks by their value, others by their turn
    const turns = {};
    for (const field of fields(form)) {
      if (!(field.name in typed)) continue;
      if (ticked(field)) field.checked = typed[field.name].includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = typed[field.name].includes(option.value);
      else field.value = typed[field.name][turns[field.name] = (turns[field.name] ?? -1) + 1] ?? field.value;
      if (field.checked) for (let up = field.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    }
  }

  function take(form) {
    const typed = {};
    for (const field of fields(form)) {
      typed[field.name] ??= [];
      if (field.multiple && field.options) typed[field.name].push(...[...field.selectedOptions].map((option) => option.value));
      else if (!ticked(field) || field.checked) typed[field.name].push(field.value);
    }
    return typed;
  }

  function keep(form) {
    const key = at(form.dataset.draft), kept = read(key), note = document.getElementById("draft-note");
    if (kept && Date.now() - kept.at < KEPT && form.dataset.draftTyped === undefined && kept.typed && !elsewhere(kept.typed)) {
      put(form, kept.typed);
      note.hidden = false;
      note.querySelector("[data-draft-drop]").addEventListener("click", () => {
        localStorage.removeItem(key);
        form.reset();
        note.hidden = true;
      });
    }
    form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed: take(form) })));
    for (const drop of document.querySelectorAll("button[name=drop]")) {
      drop.addEventListener("click", () => localStorage.removeItem(key));
    }
  }

  try {
    for (const done of document.querySelectorAll("[data-draft-done]")) localStorage.removeItem(at(done.dataset.draftDone));
    const form = document.querySelector("form[data-draft]"), lost = document.querySelector("[data-draft-lost]");
    if (form) keep(form);
    if (lost) lost.hidden = !Object.keys(localStorage).some((key) => key.startsWith(at("")) && Date.now() - read(key).at < JUST_NOW);
  } catch { /* a browser that keeps nothing: the server's draft is still there */ }
})();
