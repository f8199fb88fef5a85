// Comfort only: keeps what is being typed in this browser until it is sent, beside the draft that the server keeps.
(() => {
  const KEPT = 3 * 24 * 3600 * 1000;
  const at = (name) => `yishi-draft-${name}`;
  const done = document.querySelector("[data-draft-done]");
  const form = document.querySelector("form[data-draft]");
  try {
    if (done) localStorage.removeItem(at(done.dataset.draftDone));
    if (!form) return;
    const key = at(form.dataset.draft);
    const fields = () => [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit"].includes(field.type)
      && !field.closest(".honey"));
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (kept && Date.now() - kept.at < KEPT && form.dataset.draftTyped === undefined && kept.fields.text) {
      for (const field of fields()) {
        if (!(field.name in kept.fields)) continue;
        if (field.type === "radio") {
          field.checked = field.value === kept.fields[field.name];
          if (field.checked) for (let up = field.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
        } else field.value = kept.fields[field.name];
      }
      const note = document.getElementById("draft-note");
      note.hidden = false;
      note.querySelector("[data-draft-drop]").addEventListener("click", () => {
        localStorage.removeItem(key);
        form.reset();
        note.hidden = true;
      });
    }
    form.addEventListener("input", () => {
      const typed = {};
      for (const field of fields()) if (field.type !== "radio" || field.checked) typed[field.name] = field.value;
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: typed }));
    });
  } catch { /* a browser that keeps nothing: the server's draft is still there */ }
})();
