// The key / puts the cursor into the search box, unless somebody is writing; what is typed there is suggested on.
// Without this the box is as good by hand.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
for (const box of document.querySelectorAll("[data-search]")) {
  const offered = box.form.appendChild(Object.assign(document.createElement("div"), { id: `${box.id}-offered`, className: "suggestions" }));
  offered.setAttribute("role", "listbox");
  offered.setAttribute("aria-label", box.labels[0].textContent);
  let asked = "", at = -1;
  const options = () => Array.from(offered.querySelectorAll("[role=option]"));
  const choose = (place) => {
    const all = options();
    at = place;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };
  const show = (some) => {
    offered.hidden = !some;
    box.setAttribute("aria-expanded", String(some));
    choose(-1);
  };
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", offered.id]]) {
    box.setAttribute(name, value);
  }
  show(false);
  box.addEventListener("input", async () => {
    const text = (asked = box.value.trim());
    if (!text) return show(false);
    await new Promise((done) => setTimeout(done, 120));
    if (asked !== text) return;
    const query = new URLSearchParams({ q: text });
    for (const name of ["on", "lang"]) if (box.form.elements[name]) query.set(name, box.form.elements[name].value);
    const answer = await fetch(`/search/suggest?${query}`);
    if (!answer.ok || asked !== text) return;
    const { suggestions } = await answer.json();
    offered.replaceChildren(...suggestions.map(({ name, lang, label, url }, n) => {
      const option = Object.assign(document.createElement("a"), { id: `${offered.id}-${n}`, href: url, tabIndex: -1 });
      option.setAttribute("role", "option");
      option.append(Object.assign(document.createElement("bdi"), { textContent: name, lang }));
      option.append(Object.assign(document.createElement("span"), { textContent: label }));
      return option;
    }));
    show(suggestions.length > 0);
  });
  box.addEventListener("keydown", (event) => {
    const all = options(), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || offered.hidden) return;
    if (step) choose(((at + 1 + step + all.length + 1) % (all.length + 1)) - 1);
    else if (event.key === "Enter" && at >= 0) location.assign(all[at].href);
    else if (event.key === "Escape") show(false);
    else return;
    event.preventDefault();
  });
  box.form.addEventListener("focusout", (event) => {
    if (!box.form.contains(event.relatedTarget)) asked = "", show(false);
  });
  offered.addEventListener("mousedown", (event) => event.preventDefault());
}
