// Comfort only: a kiosk goes back when nobody has touched it for a while, not while somebody reads or writes.
(() => {
  const { home, seconds } = document.currentScript.dataset;
  if (document.body.classList.contains("on-a-wall")) return;  // the notice board turns by itself
  let touched = Date.now();
  addEventListener("load", () => window.stop());  // the header's own count, which knows nothing of touches
  for (const what of ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"]) {
    addEventListener(what, () => { touched = Date.now(); }, { passive: true });
  }
  setInterval(() => { if (Date.now() - touched > seconds * 1000) location.href = home; }, 1000);
  if (location.pathname !== home) return;
  try {
    localStorage.clear();  // what the one before was typing
    sessionStorage.clear();
  } catch { /* a browser that keeps nothing */ }
})();
