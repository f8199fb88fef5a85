// Comfort only: shows matters and reports like the one being typed. Without it the form's own button does the same.
(() => {
  const form = document.querySelector("form[data-similar]");
  const shelf = document.getElementById("similar");
  if (!form || !shelf) return;
  const place = () => form.querySelector("[name=place]:checked")?.value ?? "";
  let waiting, asked = "";
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const query = new URLSearchParams({ text: form.text.value.slice(0, 400), place: place() });
      if (form.text.value.trim().length < form.dataset.least || query.toString() === asked) return;
      asked = query.toString();
      const answer = await fetch(`${form.dataset.similar}?${query}`);
      if (answer.ok) shelf.innerHTML = await answer.text();
    }, 600);
  });
})();
