// Comfort only: keys for those who work at the desk all day. "?" shows them; nothing here does what a link or button does not.
(() => {
  const words = document.getElementById("keys");
  const going = { d: "/desk/", c: "/desk/calendar/", m: "/matters/", r: "/reports/", h: "/" };
  let at = -1, asked = 0;
  const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog"; // a tick is not typed into
  const typing = (target) => target.closest?.(fields);
  const rows = () => [...document.querySelectorAll("[data-keys] > li")];
  const move = (step) => {
    const found = rows();
    if (!found.length) return;
    found[at]?.classList.remove("at");
    at = Math.min(found.length - 1, Math.max(0, at + step));
    found[at].classList.add("at");
    found[at].scrollIntoView({ block: "nearest" });
    found[at].querySelector("a, input, button, summary")?.focus({ preventScroll: true });
  };
  const acts = {
    j: () => move(1),
    k: () => move(-1),
    e: () => rows()[at]?.querySelector("h2 a, h3 a")?.click(),
    x: () => rows()[at]?.querySelector("input[type=checkbox]")?.click(),
    w: () => rows()[at]?.querySelector("details.due summary")?.click(),
    "/": () => {
      const field = document.querySelector("input[type=search], input[name=q]");
      if (field) field.focus(); else location.href = "/search/#id_q"; // the field is focused as the fragment
    },
    "?": () => { if (words) { words.open = true; words.scrollIntoView({ block: "center" }); } },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (asked && Date.now() - asked < 1500 && going[event.key]) { location.href = going[event.key]; return; }
    asked = event.key === "g" ? Date.now() : 0;
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
})();
