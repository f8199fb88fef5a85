// Comfort only: the console of a meeting counts down, obeys keys and looks for news; every button works without this.
(() => {
  const every = 4000;
  let began = performance.now();
  const fields = "input, textarea, select, [contenteditable]";
  const tick = () => {
    const timer = document.querySelector("[data-left]");
    if (!timer) return;
    const left = Math.ceil(Number(timer.dataset.left) - (performance.now() - began) / 1000);
    const words = timer.querySelector("b");
    if (left > 0) { words.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`; return; }
    words.textContent = timer.dataset.over;
    timer.closest(".console-speaker").classList.add("over");
    timer.setAttribute("role", "alert");
    delete timer.dataset.left;
  };
  // News never touches a part in which somebody is typing, has opened something, or stands with the focus.
  const typed = (field) => (field.options ? [...field.options].some((each) => each.selected !== each.defaultSelected) && field.value
    : field.type !== "hidden" && field.value !== field.defaultValue);
  const busy = (part) => part.contains(document.activeElement) || part.querySelector("details[open]")
    || [...part.querySelectorAll(fields)].some(typed) || document.getElementById(part.dataset.unless)?.value;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = [...document.querySelectorAll("[data-live]")].filter((part) => !busy(part));
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (!fresh) continue;
      part.replaceWith(fresh);
      if (fresh.querySelector("[data-left]")) began = performance.now();
    }
    tick();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && event.target.dataset?.send !== undefined) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.(fields)) return;
    const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    if (!found) return;
    event.preventDefault();
    const fold = found.closest("details");
    if (fold) fold.open = true;
    if (found.dataset.focus !== undefined || event.key === "u") found.focus(); else found.click();
  });
  tick();
  setInterval(tick, 250);
  setInterval(look, every);
})();
